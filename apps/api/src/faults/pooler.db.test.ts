import { createTestDatabase, findPgbouncer, startPgbouncer, waitFor } from '@hookline/testkit';
import type { TestDatabase, TestPooler } from '@hookline/testkit';
import { hearAnnouncements } from '@hookline/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { givenHouse, runsPerLead, type House } from './house.given.js';
import { isTaken, startSenders } from './sender.given.js';

vi.setConfig({ testTimeout: 60_000 });

const program = findPgbouncer();
/** Fewer than the processes have connections: each session serves several of them. */
const poolSize = 6;

describe.skipIf(program === null)('behind PgBouncer in transaction mode', () => {
  let database: TestDatabase;
  let pooler: TestPooler;
  let house: House;
  const settings = (): NodeJS.ProcessEnv => ({
    DATABASE_URL: pooler.url,
    DATABASE_POOLING: 'transaction',
    DATABASE_DIRECT_URL: database.url,
  });

  beforeAll(async () => {
    database = await createTestDatabase();
    const databaseUrl = database.url;
    pooler = await startPgbouncer(program ?? '', { databaseUrl, poolSize });
    house = await givenHouse({ databaseUrl });
  });
  afterAll(async () => {
    await house.stop();
    await pooler.stop();
    await database.drop();
  });

  it('does not start as if it were PostgreSQL itself, and says what to set', async () => {
    const api = await house.startApi({ DATABASE_URL: pooler.url });

    expect(await api.ended).toBe('1');
    expect(api.log()).toContain('Set DATABASE_POOLING=transaction');
    expect(api.log()).not.toContain('    at ');
  });

  it('does not start without the way past the pooler', async () => {
    const api = await house.startApi({ ...settings(), DATABASE_DIRECT_URL: '' });

    expect(await api.ended).toBe('1');
    expect(api.log()).toContain('DATABASE_DIRECT_URL must be set');
  });

  it('takes, runs and announces every lead, once', async () => {
    const heard = new Set<string>();
    const hearing = hearAnnouncements({
      databaseUrl: database.url,
      onMessage: (_scope, message) => heard.add(message.topic),
      onGap: () => undefined,
      onError: () => undefined,
    });
    const [api, worker] = await Promise.all([
      house.startApi(settings()),
      house.startWorker(settings()),
    ]);
    const senders = startSenders(house.hookUrl, { lines: 16 });
    await senders.more(150);
    const taken = await senders.stop();
    await house.settled(taken);

    expect(senders.answers.filter((answer) => !isTaken(answer))).toEqual([]);
    expect(new Set((await runsPerLead(house.pool)).values())).toEqual(new Set([1]));
    expect(new Set(house.vendor.effects.byField('id').values())).toEqual(new Set([1]));
    expect(house.vendor.effects.byField('id').size).toBe(taken.length);
    await waitFor(() => heard.has('runs'), { what: 'open pages hear of runs' });
    await hearing.close();
    expect([await api.stop(), await worker.stop()]).toEqual(['0', '0']);
    expect(`${api.log()}${worker.log()}`).not.toMatch(/prepared statement|startup parameter/);
    const most = await house.count(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND application_name IN ('hookline-api', 'hookline-ingest', 'hookline-worker')`,
    );
    expect(most).toBeLessThanOrEqual(poolSize);
  });

  it('does not start where a session would answer before the disk has the commit', async () => {
    const onConnect = 'SET synchronous_commit = off';
    const databaseUrl = database.url;
    const loose = await startPgbouncer(program ?? '', { databaseUrl, poolSize, onConnect });
    const env = { ...settings(), DATABASE_URL: loose.url };
    const [api, worker] = await Promise.all([house.startApi(env), house.startWorker(env)]);

    expect([await api.ended, await worker.ended]).toEqual(['1', '1']);
    for (const { log } of [api, worker])
      expect(log()).toContain('synchronous_commit is off behind the pooler');
    await loose.stop();
  });
});
