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
import { RegistrationLoop } from './registration/registration-loop.js';
import { RESOURCES, type Resources } from './resources.js';
import { RunLoop } from './run/run-loop.js';
import { createBalanceWatch } from './sweep/balance-watch.js';
import { createHistoryKeeper } from './sweep/history-keeper.js';
import { createLedgerFolder } from './sweep/ledger-folder.js';
import { createFieldKeeper } from './sweep/field-keeper.js';
import { sweep } from './sweep/sweep.js';

/** Binds the jobs of the queue to the parts that do them, and closes what is shared at the very end. */
@Injectable()
class JobDesk implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(RESOURCES) private readonly resources: Resources,
    @Inject(RunLoop) private readonly runs: RunLoop,
    @Inject(CallLoop) private readonly calls: CallLoop,
    @Inject(RegistrationLoop) private readonly registrations: RegistrationLoop,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { jobs, pool, log, config } = this.resources;
    const watchBalance = createBalanceWatch(pool, log);
    const keepFields = createFieldKeeper(pool, log);
    const keepHistory = createHistoryKeeper(pool, log, config.historyDays);
    await jobs.work({
      'run.wake': () => this.runs.wake(),
      'call.wake': () => this.calls.wake(),
      'registration.wake': () => this.registrations.wake(),
      'house.sweep': async () => {
        await watchBalance();
        await sweep(pool, log);
        await keepFields();
        await keepHistory();
      },
      'ledger.fold': createLedgerFolder(pool, log),
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
        RegistrationLoop,
        HealthServer,
        JobDesk,
      ],
    };
  }
}
