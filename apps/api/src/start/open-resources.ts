import { openJobs, type Jobs } from '@hookline/jobs';
import { openKeyFile, type Config, type KeyRing, type Logger } from '@hookline/platform';
import {
  createAnnouncer,
  openBell,
  openPool,
  openStore,
  type Pool,
  type Store,
} from '@hookline/store';
import type { FindReceiver } from '../ingest/look-up-hook.js';
import { assertKey, assertServer } from './assert-server.js';

/** What this process holds open for its whole life. */
export type Resources = {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly findReceiver: FindReceiver;
  readonly ring: KeyRing;
  readonly pool: Pool;
  /** Of the webhooks alone: a slow page must not take a connection from a lead. */
  readonly ingestPool: Pool;
  /** What people manage, with connections of its own. */
  readonly store: Store;
  readonly jobs: Jobs;
  readonly announcer: ReturnType<typeof createAnnouncer>;
  readonly close: () => Promise<void>;
};

export async function openResources(given: {
  config: Config;
  databaseUrl: string;
  logger: Logger;
  findReceiver: FindReceiver;
}): Promise<Resources> {
  const { config, databaseUrl, logger } = given;
  const onError = (error: unknown): void => logger.warn({ err: error }, 'a connection had trouble');
  const ring = await openKeyFile(config.secretKeyFile);
  const pool = openPool({ databaseUrl, name: 'api', max: 10, onError });
  const ingest = { name: 'ingest', max: 4, isKeyed: true, statementTimeoutMs: 2_000 };
  const ingestPool = openPool({ databaseUrl, ...ingest, onError });
  const endPools = async (): Promise<void> => {
    await Promise.all([pool.end(), ingestPool.end()]);
  };
  try {
    await assertServer(pool, databaseUrl);
    await assertKey(pool, ring);
    const managed = await openStore({ databaseUrl, name: 'manage', max: 6, onError });
    const jobs = await openJobs({
      databaseUrl,
      redisUrl: config.redisUrl ?? null,
      bell: openBell(pool, databaseUrl),
      onError,
    });
    const announcer = createAnnouncer(pool, { everyMs: 200, onError });
    return {
      ...given,
      ring,
      pool,
      ingestPool,
      store: managed.store,
      jobs,
      announcer,
      close: async () => {
        await announcer.close();
        await jobs.close();
        await managed.close();
        await endPools();
      },
    };
  } catch (error) {
    await endPools();
    throw error;
  }
}
