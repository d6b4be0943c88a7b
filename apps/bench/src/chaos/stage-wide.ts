import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '../database/start-server.js';
import type { ChaosPlan, ChaosReport } from './run-chaos.js';
import { runWide } from './run-wide.js';

/** Sets the stage for a wide storm: a server with an empty database. The queue is where REDIS_URL says. */
export async function stageWide(plan: ChaosPlan): Promise<ChaosReport> {
  const server = await startServer();
  try {
    const databaseUrl = await server.create('wide');
    const dataDir = await mkdtemp(join(server.folder, 'product-'));
    const redisUrl = process.env['REDIS_URL'] ?? null;
    return await runWide({ ...plan, databaseUrl, dataDir, redisUrl });
  } finally {
    await server.stop();
  }
}
