import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CallLoop } from './call/call-loop.js';
import { HealthServer } from './health/health-server.js';
import { RESOURCES, type Resources } from './resources.js';
import { RunLoop } from './run/run-loop.js';
import { createBalanceWatch } from './sweep/balance-watch.js';
import { createFieldKeeper } from './sweep/field-keeper.js';
import { sweep } from './sweep/sweep.js';

/** Binds the jobs of the queue to the parts that do them, and closes what is shared at the very end. */
@Injectable()
class JobDesk implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(RESOURCES) private readonly resources: Resources,
    @Inject(RunLoop) private readonly runs: RunLoop,
    @Inject(CallLoop) private readonly calls: CallLoop,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { jobs, pool, log } = this.resources;
    const watchBalance = createBalanceWatch(pool, log);
    const keepFields = createFieldKeeper(pool, log);
    await jobs.work({
      'run.wake': () => this.runs.wake(),
      'call.wake': () => this.calls.wake(),
      'house.sweep': async () => {
        await watchBalance();
        await sweep(pool, log);
        await keepFields();
      },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.resources.close();
  }
}

@Module({})
export class WorkerModule {
  static around(resources: Resources): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: RESOURCES, useValue: resources },
        RunLoop,
        CallLoop,
        HealthServer,
        JobDesk,
      ],
    };
  }
}
