import { setTimeout as wait } from 'node:timers/promises';
import { type Postgres, startPostgres } from '../postgres/start-postgres.js';
import type { StopMode } from '../postgres/stop-server.js';

interface Plan {
  dataDir: string;
  tell: (line: string) => void;
}

const retryMs = 1_000;

/** The embedded server, started again on the same port whenever it dies. */
export class KeptPostgres {
  private isStopping = false;
  private restarting: Promise<void> = Promise.resolve();

  private constructor(
    private current: Postgres,
    private readonly plan: Plan,
  ) {
    void this.watch();
  }

  static async start(plan: Plan): Promise<KeptPostgres> {
    return new KeptPostgres(await startPostgres({ ...plan, onProgress: plan.tell }), plan);
  }

  get clusterDir(): string {
    return this.current.clusterDir;
  }

  get url(): string {
    return this.current.url;
  }

  async stop(mode: StopMode): Promise<void> {
    this.isStopping = true;
    await this.restarting;
    await this.current.stop(mode);
  }

  private async watch(): Promise<void> {
    for (;;) {
      const reason = await this.current.ended;
      if (this.isStopping) return;
      this.plan.tell(`PostgreSQL ended unexpectedly (${reason}) and is started again`);
      this.restarting = this.startAgain();
      await this.restarting;
    }
  }

  private async startAgain(): Promise<void> {
    const { dataDir, tell } = this.plan;
    while (!this.isStopping) {
      try {
        const next = await startPostgres({
          dataDir,
          onProgress: tell,
          samePort: this.current.port,
        });
        this.current = next;
        if (this.isStopping) await next.stop('fast');
        return;
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
        await wait(retryMs);
      }
    }
  }
}
