import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { uuidv7 } from '@hookline/platform';
import { workReplay } from '@hookline/store';
import { Management } from '../management.js';
import { Announcer, Hints, Log } from '../parts.js';

/** Finds what another process left undone; our own are begun at once. */
const pollMs = 2_000;

/** Works on replays of many runs, batch by batch, until none has anything left to do. */
@Injectable()
export class ReplayLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly management: Management,
    private readonly hints: Hints,
    private readonly announcer: Announcer,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), pollMs);
    this.timer.unref();
  }

  /** Looks for work now; one look at a time. */
  wake(): void {
    if (this.isStopping) return;
    this.current ??= this.#work().finally(() => {
      this.current = null;
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    if (this.timer) clearInterval(this.timer);
    await this.current;
  }

  async #work(): Promise<void> {
    const { logger } = this.log;
    try {
      while (!this.isStopping && (await this.#workBatch())) this.hints.wakeRuns();
    } catch (error) {
      logger.warn({ err: error }, 'a replay of many runs could not go on; it is tried again');
    }
  }

  async #workBatch(): Promise<boolean> {
    const worked = await workReplay(this.management.store, {
      newId: () => uuidv7(),
      onFault: (error, runId) =>
        this.log.logger.error({ err: error, runId }, 'a run of a replay could not be repeated'),
    });
    for (const flowId of worked?.flowIds ?? []) {
      if (worked) this.announcer.announce(worked.scope, { topic: 'runs', flowId });
    }
    return worked !== null;
  }
}
