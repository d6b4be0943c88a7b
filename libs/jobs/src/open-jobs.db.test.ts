import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import {
  createTestDatabase,
  redisOrSkip,
  tcpProxy,
  waitFor,
  type TestDatabase,
} from '@hookline/testkit';
import type { JobHandlers } from './catalogue.js';
import { bellOf } from './bell.given.js';
import { openJobs, type Jobs } from './open-jobs.js';

const redis = await redisOrSkip();
const skipped = 'skip' in redis ? redis.skip : null;
const redisUrl = 'skip' in redis ? null : redis.url;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  if (!('skip' in redis)) await redis.stop();
});

/** Each test has a keyspace of Redis for itself: a hint that one has not heard is none for the next. */
let keyspace = 0;
beforeEach(() => {
  keyspace += 1;
});
const ownRedisUrl = (): string | null => redisUrl && `${redisUrl}/${keyspace}`;

/** Handlers that count. */
function counting(): { handlers: JobHandlers; seen: Record<keyof JobHandlers, number> } {
  const seen = {
    'run.wake': 0,
    'call.wake': 0,
    'registration.wake': 0,
    'house.sweep': 0,
    'ledger.fold': 0,
  };
  return {
    seen,
    handlers: {
      'run.wake': () => void (seen['run.wake'] += 1),
      'call.wake': () => void (seen['call.wake'] += 1),
      'registration.wake': () => void (seen['registration.wake'] += 1),
      'house.sweep': () => void (seen['house.sweep'] += 1),
      'ledger.fold': () => void (seen['ledger.fold'] += 1),
    },
  };
}

describe.each([
  { kind: 'postgres' as const, url: (): string | null => null, isOff: false },
  { kind: 'redis' as const, url: ownRedisUrl, isOff: skipped !== null },
])('jobs on $kind', ({ kind, url, isOff }) => {
  const open: Jobs[] = [];
  const errors: Error[] = [];
  const start = async (): Promise<Jobs> => {
    const jobs = await openJobs({
      databaseUrl: database.url,
      redisUrl: url(),
      bell: bellOf(database.url),
      onError: (error) => errors.push(error),
      repeatEveryMs: 300,
    });
    open.push(jobs);
    return jobs;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((jobs) => jobs.close()));
  });
  const rule = isOff ? it.skip : it;

  rule('runs on the backend that was chosen', async () => {
    expect((await start()).kind).toBe(kind);
  });

  rule('wakes a worker of another process within a second', async () => {
    const { handlers, seen } = counting();
    await (await start()).work(handlers);
    const api = await start();
    const ring = (): void => {
      api.wakeRuns();
      api.wakeCalls();
    };
    await waitFor(() => (ring(), seen['run.wake'] > 0 && seen['call.wake'] > 0), {
      what: 'both hints came',
      everyMs: 50,
    });
  });

  rule('wakes some worker again and again, however often it is asked', async () => {
    const [one, other] = [counting(), counting()];
    const jobs = await start();
    await jobs.work(one.handlers);
    await (await start()).work(other.handlers);
    for (let time = 1; time <= 3; time += 1) {
      const seen = () => one.seen['run.wake'] + other.seen['run.wake'];
      const before = seen();
      // A worker that has only just begun to listen may miss a word; in life it looks by itself, too.
      await waitFor(() => (jobs.wakeRuns(), seen() > before), {
        what: `time ${time}`,
        everyMs: 50,
      });
    }
  });

  rule('makes few hints of many calls, and never fails to make one', async () => {
    const { handlers, seen } = counting();
    await (await start()).work(handlers);
    const api = await start();
    for (let call = 0; call < 1_000; call += 1) api.wakeRuns();
    await waitFor(() => seen['run.wake'] > 0, { what: 'a hint came' });
    expect(seen['run.wake']).toBeLessThan(10);
  });

  rule('wakes at the time of a timer, once for all that are due together', async () => {
    const { handlers, seen } = counting();
    await (await start()).work(handlers);
    const api = await start();
    const began = performance.now();
    for (let call = 0; call < 20; call += 1) api.wakeRunsIn(500);
    await waitFor(() => seen['run.wake'] > 0, { what: 'the timer came' });
    expect(performance.now() - began).toBeGreaterThan(400);
  });

  rule('sweeps from time to time without being asked', async () => {
    const { handlers, seen } = counting();
    await (await start()).work(handlers);
    await waitFor(() => seen['house.sweep'] > 0, {
      what: 'the first sweep came',
      timeoutMs: 20_000,
    });
  });
});

describe('jobs without their backend', () => {
  it('does not fail or block its caller when Redis cannot be reached', async () => {
    const errors: Error[] = [];
    const jobs = await openJobs({
      databaseUrl: database.url,
      redisUrl: 'redis://127.0.0.1:1',
      bell: bellOf(database.url),
      onError: (error) => errors.push(error),
    });
    const began = performance.now();
    jobs.wakeRuns();
    jobs.wakeRunsIn(10);
    expect(performance.now() - began).toBeLessThan(50);
    await waitFor(() => errors.length > 0, { what: 'the failure is reported' });
    await jobs.close();
  });

  it('goes on after its tables were truncated', async () => {
    const { handlers, seen } = counting();
    const jobs = await openJobs({
      databaseUrl: database.url,
      redisUrl: null,
      bell: bellOf(database.url),
      onError: () => undefined,
      repeatEveryMs: 300,
    });
    await jobs.work(handlers);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ list: string }>(
      `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS list FROM pg_tables
       WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
    );
    // The worker at work locks the same tables in another order; whom the server refuses for that asks again.
    await waitFor(
      () =>
        client.query(`TRUNCATE ${rows[0]?.list ?? ''} CASCADE`).then(
          () => true,
          (error: { code?: string }) => {
            if (error.code !== '40P01') throw error;
            return false;
          },
        ),
      { what: 'the tables are truncated' },
    );
    await client.end();
    jobs.wakeRuns();
    await waitFor(() => seen['run.wake'] > 0, { what: 'a hint came after the loss' });
    const sweepsBefore = seen['house.sweep'];
    await waitFor(() => seen['house.sweep'] > sweepsBefore, {
      what: 'the timed job came back after the loss',
      timeoutMs: 20_000,
    });
    await jobs.close();
  });

  it('says that its first connection broke, instead of trying that one for ever', async () => {
    const { hostname, port } = new URL(database.url);
    const proxy = await tcpProxy({ host: hostname, port: Number(port) });
    const through = new URL(database.url);
    [through.hostname, through.port] = [proxy.host, String(proxy.port)];
    const { handlers, seen } = counting();
    const options = {
      databaseUrl: through.href,
      redisUrl: null,
      bell: bellOf(database.url),
      onError: () => undefined,
      repeatEveryMs: 300,
    };
    const jobs = await openJobs(options);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rowCount: before } = await client.query(queuePids);
    proxy.behave({ mode: 'delay', delayMs: 200 });
    const working = jobs.work(handlers).then(
      () => null,
      (error: unknown) => error,
    );
    await waitFor(async () => ((await client.query(queuePids)).rowCount ?? 0) > (before ?? 0), {
      what: 'the first statement of the worker is under way',
      everyMs: 5,
    });
    proxy.resetAll();
    expect(await working).toBeInstanceOf(Error);
    proxy.behave({ mode: 'pass' });

    await jobs.work(handlers);
    await waitFor(() => seen['house.sweep'] > 0, {
      what: 'a sweep came to the second worker',
      timeoutMs: 20_000,
    });
    await client.end();
    await jobs.close();
    await proxy.stop();
  });
});

const queuePids = `SELECT FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'hookline-jobs' AND query <> ''`;
