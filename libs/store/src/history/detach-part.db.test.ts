import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listTables } from '../backup/list-tables.js';
import { writeArchive } from '../backup/write-archive.js';
import { checkBalance } from '../balance/check-balance.js';
import { openPool } from '../database/pool.js';
import { anEvent, aStore, type TestStore } from '../database/store.given.js';
import { checkRollup } from '../ledger/check-rollup.js';
import { countLedger } from '../ledger/count-ledgers.js';
import type { Scope } from '../scope.js';
import { countPart } from './count-part.js';
import { detachPart } from './detach-part.js';
import { dropHistory } from './drop-history.js';
import { listOldParts } from './list-parts.js';
import {
  anOldEvent,
  bounds,
  endOld,
  findPart,
  foldAll,
  givenOldParts,
  idOf,
  later,
  patient,
  tablesOf,
  week,
} from './old-part.given.js';

let db: TestStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ scope, flowId } = await givenOldParts(db));
});

const drop = (batch = 3) => dropHistory(db.pool, { days: 31, bounds: patient, batch });
const ledger = () => countLedger(scope, db.store, flowId);
const check = () => checkRollup(db.pool, { since: new Date(0), statementTimeoutMs: 5_000 });
const old = () => anOldEvent(db, scope, { flowId, days: week });
const ended = async () => {
  const event = await old();
  await endOld(db, { runId: event.runId, days: week });
  return event;
};
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  (await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, values)).rows[0]
    ?.n ?? -1;

const partLocks = `pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'runs_20250106'`;
const holders = `${partLocks} AND l.granted AND l.mode = 'AccessExclusiveLock'`;
const waiters = `pg_locks l WHERE NOT l.granted AND l.locktype = 'relation'`;

describe('whoever works meanwhile', () => {
  const ready = async () => {
    await ended();
    await old();
    await foldAll(db);
    expect(
      await countPart(db.pool, await findPart(db, week), { batch: 100, untilMs: Infinity }),
    ).toBe('counted');
  };

  it('waits no longer than the patience behind a reader that holds the tables, and the part stays', async () => {
    await ready();
    const reader = openPool({ databaseUrl: db.url, name: 'reader', max: 1 });
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM runs');
    let slowestMs = 0;
    let accepted = 0;
    const busy = { isOver: false };
    const arrive = async () => {
      while (!busy.isOver) {
        const beganAt = performance.now();
        expect((await anEvent(db, scope, flowId)).state).toBe('accepted');
        slowestMs = Math.max(slowestMs, performance.now() - beganAt);
        accepted += 1;
      }
    };
    const arrivals = [arrive(), arrive()];

    for (let round = 0; round < 5; round += 1)
      expect(await detachPart(db.pool, await findPart(db, week), bounds)).toBe('busy');
    // By now it has held them for some time, and is not even asked.
    await db.pool.query('SELECT pg_sleep(1)');
    const beganAt = accepted;
    expect(await drop()).toMatchObject({ kept: [{ days: week, reason: 'busy' }, {}] });
    expect(accepted).toBeGreaterThan(beganAt);

    await reader.query('COMMIT');
    await reader.end();
    let outcome = await detachPart(db.pool, await findPart(db, week), patient);
    while (outcome === 'busy')
      outcome = await detachPart(db.pool, await findPart(db, week), patient);
    busy.isOver = true;
    await Promise.all(arrivals);
    expect(outcome).toBe('detached');
    // The patience, and what a machine with other tests takes for an accept.
    expect(slowestMs).toBeLessThan(bounds.patienceMs + 400);
    expect(await count('events WHERE id >= $1', [idOf('20260101')])).toBe(accepted);
  });

  it('finds all of it unchanged where it was given up in the middle', async () => {
    await ready();
    const before = await db.pool.query('SELECT * FROM ledger_drops ORDER BY kind, day');

    expect(await detachPart(db.pool, await findPart(db, week), { ...bounds, patienceMs: 1 })).toBe(
      'busy',
    );
    await db.pool.query('ALTER TABLE events_other ADD CONSTRAINT broken CHECK (false) NOT VALID');
    await expect(detachPart(db.pool, await findPart(db, week), patient)).rejects.toThrow(/broken/);
    await db.pool.query('ALTER TABLE events_other DROP CONSTRAINT broken');

    expect((await listOldParts(db.pool, 31)).map(({ days }) => days)).toEqual([week, later]);
    const after = await db.pool.query('SELECT * FROM ledger_drops ORDER BY kind, day');
    expect(after.rows).toEqual(before.rows);
    expect(await detachPart(db.pool, await findPart(db, week), patient)).toBe('detached');
  });

  it('finds what a process left that died before it dropped what it had cut off', async () => {
    await ready();
    const before = await ledger();
    expect(await detachPart(db.pool, await findPart(db, week), patient)).toBe('detached');

    expect(await tablesOf(db, week)).toHaveLength(4);
    expect(
      (await listTables(db.pool)).filter(({ name }) => name.endsWith(week.slice(0, 8))),
    ).toEqual([]);
    expect(await ledger()).toEqual(before);
    expect(await check()).toEqual([]);
    await db.pool.query('CREATE TABLE events_20240101 (id int)');
    expect(await drop()).toMatchObject({ dropped: [later] });
    expect(await tablesOf(db, week)).toEqual([]);
    expect(await tablesOf(db, '20240101')).toEqual(['events_20240101']);
    await db.pool.query('DROP TABLE events_20240101');
    expect(await ledger()).toEqual(before);
  });

  it('does it once, however many do it', async () => {
    for (let at = 0; at < 9; at += 1) await ended();
    await foldAll(db);
    const before = await ledger();

    const all = await Promise.all([drop(2), drop(2), drop(2)]);
    await drop();

    expect(all.flatMap(({ dropped }) => dropped).length).toBeLessThanOrEqual(2);
    expect([...(await tablesOf(db, week)), ...(await tablesOf(db, later))]).toEqual([]);
    expect(await ledger()).toEqual(before);
    expect(await check()).toEqual([]);
  });

  it('lets go of a part that another process drops while its index is summed up', async () => {
    await ended();
    await foldAll(db);
    const other = await db.pool.connect();
    const meanwhile = async (): Promise<void> => {
      await other.query('BEGIN');
      for (const name of await tablesOf(db, week)) await other.query(`DROP TABLE ${name}`);
      await waitFor(async () => (await count(waiters)) > 0, { what: 'somebody waits' });
      await other.query('COMMIT');
    };
    const late = new Proxy(db.pool, {
      get: (pool, name) => {
        if (name !== 'query') return Reflect.get(pool, name);
        return async (sql: string, values: unknown[]) => {
          const isSum = sql.includes('brin_summarize') && String(values[0]).includes('20250106');
          const dropping = isSum ? meanwhile() : null;
          if (isSum) await waitFor(async () => (await count(holders)) > 0, { what: 'it is held' });
          const asked = pool.query(sql, values);
          await Promise.allSettled([asked, dropping]);
          return asked;
        };
      },
    });

    const { dropped, kept } = await dropHistory(late, { days: 31, bounds: patient });
    other.release();

    expect({ dropped, kept }).toEqual({ dropped: [later], kept: [] });
    expect(await tablesOf(db, week)).toEqual([]);
  });

  it('has a backup that knows the part whole, or the sums without it', async () => {
    await ready();
    const archive = writeArchive(db.url);
    await archive.next();

    expect(await detachPart(db.pool, await findPart(db, week), bounds)).toBe('busy');
    for await (const part of archive) expect(part.length).toBeGreaterThan(0);
    expect(await detachPart(db.pool, await findPart(db, week), patient)).toBe('detached');
  });

  it('sees no fault in the balance', async () => {
    await ready();
    await drop();

    const since = new Date(Date.now() - 21 * 86_400_000);
    const balance = await checkBalance(db.pool, { since, statementTimeoutMs: 5_000 });
    expect(balance.faults).toEqual([]);
  });

  it('drops what there is of a time of which some rows are in the default part', async () => {
    await db.pool.query('DROP TABLE events_20250106');
    const { id } = await ended();
    await foldAll(db);
    const before = await ledger();

    expect(await drop()).toMatchObject({ dropped: [week, later], kept: [] });

    expect(await tablesOf(db, week)).toEqual([]);
    expect(await count('runs')).toBe(0);
    expect(await count('events WHERE id = $1', [id])).toBe(0);
    expect(await ledger()).toEqual(before);
    expect(await check()).toEqual([]);
  });
});
