import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { assertRedis } from './assert-redis.js';
import type { JobName } from './catalogue.js';

/** Rings through all processes of one database, without a trace; a word may be lost. */
export type Bell = {
  readonly ring: (word: string) => Promise<void>;
  readonly hear: (listener: {
    readonly onRing: (word: string) => void;
    readonly onGap: () => void;
    readonly onError: (error: Error) => void;
  }) => { close: () => Promise<void> };
};

/** Where the queue lives: in the database that is there anyway, or in Redis when one is configured. */
export type JobsOptions = {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly onError: (error: Error) => void;
  /** What tells idle workers of the same database; on Redis the queue does. */
  readonly bell: Bell;
  /** How often timed jobs come, where it is not the catalogue's own time. */
  readonly repeatEveryMs?: number;
};

export type JobAddOptions = { jobId?: string; delay?: number };

/** The few words that we say to BullMQ; the same on both backends. */
export type HintQueue = {
  readonly add: (name: JobName, options: JobAddOptions) => Promise<void>;
  readonly repeat: (name: JobName, everyMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Backend = {
  readonly kind: 'postgres' | 'redis';
  readonly openQueue: () => Promise<HintQueue>;
  readonly openWorker: (
    process: (name: string) => Promise<void>,
  ) => Promise<{ close: () => Promise<void> }>;
  readonly close: () => Promise<void>;
};

const queueName = 'hookline';
const workerOptions = { concurrency: 4, stalledInterval: 15_000, lockDuration: 15_000 } as const;
// A finished job that is kept would swallow the next one of the same id.
const forget = { removeOnComplete: true, removeOnFail: true } as const;

export async function openBackend(options: JobsOptions): Promise<Backend> {
  const { redisUrl, onError } = options;
  if (redisUrl === null) return openPostgres(options);
  await assertRedis(redisUrl, onError);
  return openRedis({ onError, redisUrl });
}

async function openPostgres(options: JobsOptions): Promise<Backend> {
  // A connection that breaks while it is lent to the queue would end the process if nobody listened to it.
  class Heard extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super(config);
      this.on('error', options.onError);
    }
  }
  const connectTo = (max: number) => ({
    Client: Heard,
    connectionString: options.databaseUrl,
    application_name: 'hookline-jobs',
    max,
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
    // Statistics taken of an empty queue make the planner sort the whole backlog at each claim.
    options: '-c search_path=bullmq -c enable_sort=off -c enable_bitmapscan=off -c jit=off',
  });
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  await runMigrations(client).finally(() => client.end());
  return {
    kind: 'postgres',
    openQueue: async () => {
      const queue = new Queue(queueName, { connection: connectTo(2) }, createPostgresBackend);
      queue.on('error', options.onError);
      await whenReady(queue);
      return wrapQueue(queue);
    },
    openWorker: async (process) => {
      const worker = new Worker(
        queueName,
        ({ name }) => process(name),
        { connection: connectTo(4), ...workerOptions, autorun: false },
        createPostgresBackend,
      );
      worker.on('error', options.onError);
      await whenReady(worker);
      void worker.run().catch(options.onError);
      return worker;
    },
    close: async () => undefined,
  };
}

/**
 * Fails if its first connection does. It would keep that failure for ever: a queue would take no job again,
 * and a worker that runs would ask and fail in a loop that leaves the process no time for anything else.
 */
async function whenReady(part: {
  waitUntilReady: () => Promise<unknown>;
  close: () => Promise<void>;
}): Promise<void> {
  await part.waitUntilReady().catch(async (error: unknown) => {
    await part.close();
    throw error;
  });
}

function openRedis(options: { redisUrl: string; onError: (error: Error) => void }): Backend {
  const connections: Redis[] = [];
  // A hint that cannot be given at once is not worth waiting for; a worker waits as long as it takes.
  const open = (isForWorker: boolean): Redis => {
    const redis = new Redis(options.redisUrl, {
      maxRetriesPerRequest: isForWorker ? null : 1,
      enableOfflineQueue: isForWorker,
      connectTimeout: 3_000,
      // A line that is open but dead is given up: a hint soon, a worker's own wait (10 s) never too early.
      socketTimeout: isForWorker ? 30_000 : 3_000,
      retryStrategy: (times) => Math.min(times * 100, 2_000),
    });
    redis.on('error', options.onError);
    connections.push(redis);
    return redis;
  };
  return {
    kind: 'redis',
    openQueue: async () => {
      const queue = new Queue(queueName, { connection: open(false) });
      queue.on('error', options.onError);
      return wrapQueue(queue);
    },
    openWorker: async (process) => {
      const worker = new Worker(queueName, ({ name }) => process(name), {
        connection: open(true),
        ...workerOptions,
      });
      worker.on('error', options.onError);
      return worker;
    },
    close: async () => connections.forEach((connection) => connection.disconnect()),
  };
}

type AnyQueue = {
  add: (name: string, data: object, options: object) => Promise<unknown>;
  upsertJobScheduler: (
    id: string,
    repeat: { every: number },
    template: { name: string; data: object; opts: object },
  ) => Promise<unknown>;
  close: () => Promise<void>;
};

function wrapQueue(queue: AnyQueue): HintQueue {
  return {
    add: async (name, options) => {
      await queue.add(name, {}, { ...forget, ...options });
    },
    repeat: async (name, everyMs) => {
      await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: forget });
    },
    close: () => queue.close(),
  };
}
