import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { RESOURCES, type Resources } from '../resources.js';
import { RunLoop } from '../run/run-loop.js';
import { serveHealth } from './serve-health.js';

/** Tells whoever runs the process how it is. Without WORKER_PORT it takes any free port of this host. */
@Injectable()
export class HealthServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: { port: number; close: () => Promise<void> } | null = null;

  constructor(
    @Inject(RESOURCES) private readonly resources: Resources,
    @Inject(RunLoop) private readonly runs: RunLoop,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { config, pool, log } = this.resources;
    this.server = await serveHealth({
      port: config.workerPort,
      host: config.workerPort === 0 ? '127.0.0.1' : config.host,
      metrics: this.runs.metrics.registry,
      isReady: async () => (await pool.query('SELECT 1')).rowCount === 1,
    });
    log.info({ port: this.server.port }, 'health and metrics are served');
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
