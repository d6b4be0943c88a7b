import { openJobs, type Jobs } from '@hookline/jobs';
import {
  openKeyFile,
  openTracer,
  type Config,
  type KeyRing,
  type Logger,
  type Tracer,
} from '@hookline/platform';
import {
  createAnnouncer,
  historyOf,
  openBell,
  openHistory,
  openPool,
  openStore,
  type History,
  type Pool,
  type Store,
} from '@hookline/store';
import type { FindReceiver } from '../ingest/look-up-hook.js';
import { assertKey, assertServer, assertSessions } from './assert-server.js';

/** What this process holds open for its whole life. */
export type Resources = {
  readonly config: Config;
  readonly databaseUrl: string;
  /** The same database without a pooler: for what lives as long as its session. */
  readonly directUrl: string;
  readonly logger: Logger;
  readonly findReceiver: FindReceiver;
  readonly ring: KeyRing;
  readonly pool: Pool;
  /** Of the webhooks alone: a slow page must not take a connection from a lead. */
  readonly ingestPool: Pool;
  /** What people manage, with connections of its own. */
  readonly store: Store;
  /** What has happened; from a standby where there is one. */
  readonly history: History;
  readonly jobs: Jobs;
  readonly announcer: ReturnType<typeof createAnnouncer>;
  /** `null`: nothing is traced. */
  readonly tracer: Tracer | null;
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
  const pooling = config.databasePooling;
  const directUrl = config.databaseDirectUrl ?? databaseUrl;
  const pool = openPool({ databaseUrl, name: 'api', max: 10, pooling, onError });
  const ingest = { name: 'ingest', max: 4, isKeyed: true, statementTimeoutMs: 2_000 };
  const ingestPool = openPool({ databaseUrl, ...ingest, pooling, onError });
  const endPools = async (): Promise<void> => {
    await Promise.all([pool.end(), ingestPool.end()]);
  };
  try {
    await assertServer(pool, databaseUrl);
    if (pooling === 'transaction') await assertSessions(pool);
    await assertKey(pool, ring);
    const managed = await openStore({ databaseUrl, name: 'manage', max: 6, pooling, onError });
    const jobs = await openJobs({
      databaseUrl: directUrl,
      redisUrl: config.redisUrl ?? null,
      bell: openBell(pool, directUrl),
      onError,
    });
    const history = openReader(config, managed.store, logger);
    const tracer = await openTracer(config, { role: 'api', onError });
    const announcer = createAnnouncer(pool, { everyMs: 200, onError });
    return {
      ...given,
      directUrl,
      ring,
      pool,
      ingestPool,
      store: managed.store,
      history,
      jobs,
      announcer,
      tracer,
      close: async () => {
        await announcer.close();
        await tracer?.close();
        await jobs.close();
        await history.close();
        await managed.close();
        await endPools();
      },
    };
  } catch (error) {
    await endPools();
    throw error;
  }
}

const historyLagMs = 1_000;

function openReader(config: Config, primary: Store, logger: Logger): History {
  const { databaseReadUrl: databaseUrl, databasePooling: pooling } = config;
  if (databaseUrl === undefined) return historyOf(primary);
  return openHistory({
    primary,
    databaseUrl,
    pooling,
    max: 6,
    lagMs: historyLagMs,
    onChange: (state, error) => {
      if (state === 'used') logger.info('history is read from the standby');
      else logger.warn({ state, err: error ?? undefined }, 'history is read from the primary');
    },
  });
}
