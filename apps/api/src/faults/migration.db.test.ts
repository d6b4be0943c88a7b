import { migrations } from '@hookline/migrations';
import { migrateBy } from '@hookline/store';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { givenHouse, runsPerLead, type House } from './house.given.js';
import { fillHistory, newIndexes, nextVersion, slowMs } from './next-version.given.js';
import { isTaken, startSenders } from './sender.given.js';

vi.setConfig({ testTimeout: 60_000 });

let house: House;
beforeEach(async () => {
  house = await givenHouse();
  await fillHistory(house.pool, house.hookUrl);
});
afterEach(() => house.stop());

/** Somebody who looks at the pages meanwhile: what came of each look. */
function startLooking() {
  const statuses = new Set<number>();
  let isStopped = false;
  const looking = (async () => {
    while (!isStopped)
      for (const path of ['flows', 'events', 'runs']) {
        const url = new URL(`/api/v1/${path}`, house.hookUrl);
        const response = await fetch(url, { headers: house.bearer });
        await response.arrayBuffer();
        statuses.add(response.status);
      }
  })();
  return async (): Promise<readonly number[]> => {
    isStopped = true;
    await looking;
    return [...statuses];
  };
}

/** Parts of a table that are without a valid part of its index. */
const without = ({ name, table }: { name: string; table: string }) =>
  house.count(
    `SELECT count(*)::int AS n FROM pg_inherits p WHERE p.inhparent = '${table}'::regclass AND NOT EXISTS (
       SELECT FROM pg_index x JOIN pg_inherits a ON a.inhrelid = x.indexrelid
       WHERE x.indrelid = p.inhrelid AND a.inhparent = '${name}'::regclass AND x.indisvalid)`,
  );

it('the version before takes and works on leads while the next one migrates, and after it (MG-1)', async () => {
  const programs = await Promise.all([house.startApi(), house.startWorker()]);
  const senders = startSenders(house.hookUrl, { lines: 3 });
  const stopLooking = startLooking();
  await senders.more(30);
  const before = senders.taken.length;

  const began = performance.now();
  const ran = await migrateBy(house.databaseUrl, [...migrations, ...nextVersion]);
  const tookMs = performance.now() - began;
  const meanwhile = senders.taken.length - before;

  await senders.more(30);
  const taken = await senders.stop();
  await house.settled(taken);
  expect(ran).toEqual(nextVersion.map(({ name }) => name));
  // An index and a rule, each of which would have stopped all for as long.
  expect(tookMs).toBeGreaterThan(2 * slowMs);
  expect(meanwhile).toBeGreaterThan(100);
  const refused = senders.answers.filter((answer) => !isTaken(answer));
  expect(refused.filter(({ status, retryAfter }) => status !== 503 || !Number(retryAfter))).toEqual(
    [],
  );
  expect(Math.max(...senders.answers.map((answer) => answer.tookMs))).toBeLessThan(slowMs - 500);
  expect(await stopLooking()).toEqual([200]);
  expect(new Set((await runsPerLead(house.pool)).values())).toEqual(new Set([1]));
  expect(new Set(house.vendor.effects.byField('id').values())).toEqual(new Set([1]));
  expect(house.vendor.effects.all.length).toBe(taken.length);
  expect(programs.map(({ isRunning }) => isRunning())).toEqual([true, true]);

  for (const index of newIndexes) expect(await without(index)).toBe(0);
  expect(await house.count('SELECT count(*)::int AS n FROM pg_index WHERE NOT indisvalid')).toBe(0);
  expect(
    await house.count(`SELECT count(*)::int AS n FROM runs WHERE note = 'old'`),
  ).toBeGreaterThan(10_000);
  const late = await house.startApi();
  expect(await late.ended).not.toBe('0');
  expect(late.log()).toContain('migrated by a newer Hookline');
});
