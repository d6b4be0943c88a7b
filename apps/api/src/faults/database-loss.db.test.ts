import { migrateDatabase, startServer, waitFor, type TestServer } from '@hookline/testkit';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { givenHouse, runsPerLead, type House } from './house.given.js';
import { isTaken, sendOnce, startSenders } from './sender.given.js';

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let house: House;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => house.stop());
afterAll(() => server.stop());

/** A server of its own has a database of its own for each test. */
async function open(name: string): Promise<void> {
  const url = new URL(server.url);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  url.pathname = `/${name}`;
  await migrateDatabase(url.href);
  house = await givenHouse({ databaseUrl: url.href });
}

it('says 503 while PostgreSQL is killed, and goes on by itself once it is back (DB-1)', async () => {
  await open('killed');
  const programs = await Promise.all([house.startApi(), house.startWorker({ LEASE_SECS: '3' })]);
  const senders = startSenders(house.hookUrl, { lines: 3 });
  for (const _round of [1, 2]) {
    await senders.more(30);
    const tried = senders.answers.length;
    await server.crash();
    await waitFor(() => senders.answers.slice(tried).filter((one) => !isTaken(one)).length > 6, {
      what: 'leads are sent in vain',
    });
    await server.revive();
  }
  await senders.more(30);
  const taken = await senders.stop();

  await house.settled(taken);
  const refused = senders.answers.filter((answer) => !isTaken(answer));
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  expect(refused.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
  expect(Math.max(...senders.answers.map(({ tookMs }) => tookMs))).toBeLessThan(3_500);
  expect(new Set((await runsPerLead(house.pool)).values())).toEqual(new Set([1]));
  expect(new Set(house.vendor.effects.byField('id').values())).toEqual(new Set([1]));
  expect(programs.map(({ child }) => child.exitCode)).toEqual([null, null]);
});

it('says 503 while others hold all connections, and goes on when they let go (DB-5)', async () => {
  await open('crowded');
  const api = await house.startApi();
  const worker = await house.startWorker({ LEASE_SECS: '3' });
  expect(isTaken(await sendOnce(house.hookUrl, 'lead-1'))).toBe(true);
  const crowd: pg.Client[] = [];
  const crowdIn = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: house.databaseUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      return error instanceof pg.DatabaseError && error.code === '53300';
    }
    crowd.push(client);
    return false;
  };
  // There is room for hundreds: they come in crowds.
  const isFull = async (): Promise<boolean> =>
    (await Promise.all(Array.from({ length: 20 }, crowdIn))).includes(true);
  const dropOurs = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'hookline-%'
      AND application_name <> 'hookline-test'`;
  await waitFor(isFull, { what: 'no connection is left', everyMs: 0, timeoutMs: 30_000 });
  await waitFor(
    async () => {
      await house.pool.query(dropOurs);
      while (!(await isFull())) continue;
      const { status } = await sendOnce(house.hookUrl, 'lead-2');
      return status === 503;
    },
    { what: 'a lead is refused with 503', timeoutMs: 20_000 },
  );

  await Promise.all(crowd.map((client) => client.end()));
  await waitFor(async () => isTaken(await sendOnce(house.hookUrl, 'lead-2')), {
    what: 'leads are taken again',
  });
  await house.settled(['lead-1', 'lead-2']);
  expect([api.child.exitCode, worker.child.exitCode]).toEqual([null, null]);
});
