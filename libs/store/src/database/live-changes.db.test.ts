import {
  addCheck,
  buildIndex,
  fillInBatches,
  migrations,
  type Connection,
} from '@hookline/migrations';
import { waitFor } from '@hookline/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../scope.js';
import { migrateBy } from './migrate.js';
import { aLiveFlow, anEvent, aStore, aWorkspace, type TestStore } from './store.given.js';

const quick = { lockTimeoutMs: 100, pauseMs: 20, tries: 200 };
const name = 'Next1900000000000';
const events = { name: 'events_method_idx', table: 'events', on: '(workspace_id, method, id)' };
const openRuns = { name: 'open_runs_worker_idx', table: 'open_runs', on: '(worker)' };

let db: TestStore;
let scope: Scope;
let flowId: string;

beforeEach(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
  flowId = await aLiveFlow(db, scope);
  for (let time = 0; time < 5; time += 1) await anEvent(db, scope, flowId);
});
afterEach(() => db.close());

/** The next version's only migration, run as any is. */
function migrateTo(
  up: (connection: Connection) => Promise<void>,
  { patience = quick, transaction = false } = {},
): Promise<readonly string[]> {
  class Next1900000000000 {
    readonly transaction = transaction;
    readonly up = up;
    async down(): Promise<void> {}
  }
  return migrateBy(db.url, [...migrations, Next1900000000000], patience);
}

const rowsOf = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.pool.query<Row>(sql, values)).rows;
const countOf = async (sql: string, values: unknown[] = []): Promise<number> =>
  (await rowsOf<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values))[0]?.n ?? -1;

const waiting = () =>
  waitFor(
    async () =>
      (
        await rowsOf<{ pid: number }>(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
             AND application_name = 'hookline-migrate' AND wait_event_type = 'Lock'`,
        )
      )[0]?.pid,
    { what: 'the build waits for a reader' },
  );

const invalid = () =>
  countOf(`pg_index WHERE NOT indisvalid AND indrelid::regclass::text !~ 'pg_toast'`);
/** Parts of the table that are without a valid part of the index. */
const without = (index: { name: string; table: string }) =>
  countOf(
    `pg_inherits p WHERE p.inhparent = $1::regclass AND NOT EXISTS (
       SELECT FROM pg_index x JOIN pg_inherits a ON a.inhrelid = x.indexrelid
       WHERE x.indrelid = p.inhrelid AND a.inhparent = $2::regclass AND x.indisvalid)`,
    [index.table, index.name],
  );

/** Somebody who reads what was there when he began, as a backup does. */
async function aReader(): Promise<() => Promise<void>> {
  const reader = await db.pool.connect();
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reader.query('SELECT FROM workspaces');
  return async () => {
    await reader.query('ROLLBACK');
    reader.release();
  };
}

describe('an index that is built on a table in use (MG-1)', () => {
  it('keeps no writer waiting, and a part that is made meanwhile has it as well', async () => {
    const leave = await aReader();
    // It waits longer than for a lock, because nobody waits behind it.
    const patience = { lockTimeoutMs: 20, pauseMs: 20, tries: 1 };
    const migrated = migrateTo((connection) => buildIndex(connection, events), { patience });
    await waiting();
    expect((await anEvent(db, scope, flowId)).state).toBe('accepted');
    const made = await rowsOf('SELECT ensure_partitions(3)');
    await leave();

    expect(await migrated).toEqual([name]);
    expect(made).toEqual([{ ensure_partitions: 8 }]);
    expect(await countOf(`pg_inherits WHERE inhparent = 'events'::regclass`)).toBe(5);
    expect([await without(events), await invalid()]).toEqual([0, 0]);
  });

  it.each([events, openRuns])('is dropped and built anew when it was killed: %o', async (index) => {
    const before = await countOf('pg_class');
    const leave = await aReader();
    const killed = migrateTo((connection) => buildIndex(connection, index));
    const ended = expect(killed).rejects.toThrow();
    await db.pool.query('SELECT pg_terminate_backend($1)', [await waiting()]);
    await ended;
    await leave();
    expect(await invalid()).toBeGreaterThan(0);

    expect(await migrateTo((connection) => buildIndex(connection, index))).toEqual([name]);
    expect([await without(index), await invalid()]).toEqual([0, 0]);
    // One of each part, and the whole.
    const parts = await countOf('pg_inherits WHERE inhparent = $1::regclass', [index.table]);
    expect((await countOf('pg_class')) - before).toBe(parts + 1);
  });

  it('is built once by several processes that begin at once', async () => {
    const run = () => migrateTo((connection) => buildIndex(connection, events));

    expect((await Promise.all([run(), run(), run()])).flat()).toEqual([name]);
    expect(await without(events)).toBe(0);
  });

  it('is not begun beside the build of a process that is gone', async () => {
    const leave = await aReader();
    const gone = migrateTo((connection) => buildIndex(connection, events));
    const ended = expect(gone).rejects.toThrow(/terminating connection/);
    const orphan = await waiting();
    // Of a killed process the lock is free at once, and its statement goes on.
    await db.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    const other = migrateTo((connection) => buildIndex(connection, events));
    await waitFor(async () => (await waiting()) !== orphan, { what: 'only the other one is left' });
    await ended;
    await leave();

    expect(await other).toEqual([name]);
    expect([await without(events), await invalid()]).toEqual([0, 0]);
  });

  it('is given up in words when somebody reads for too long, and built by the next run', async () => {
    const leave = await aReader();
    const patience = { ...quick, tries: Number.POSITIVE_INFINITY };
    const migrated = migrateTo((connection) => buildIndex(connection, events, 50), { patience });
    await expect(migrated).rejects.toThrow(/in use by another program/);
    await leave();

    expect(await migrateTo((connection) => buildIndex(connection, events))).toEqual([name]);
    expect([await without(events), await invalid()]).toEqual([0, 0]);
  });

  it('is joined within two seconds or later, so that nobody waits longer behind it', async () => {
    const [part] = await rowsOf<{ name: string }>(
      `SELECT tableoid::regclass::text AS name FROM events LIMIT 1`,
    );
    await db.pool.query(`CREATE INDEX by_hand ON ${part?.name} ${events.on}`);
    const holder = await db.pool.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM ${part?.name}`);
    const patience = { ...quick, lockTimeoutMs: 60_000, tries: 1 };

    await expect(
      migrateTo((connection) => buildIndex(connection, events), { patience }),
    ).rejects.toThrow(/in use by another program/);
    await holder.query('ROLLBACK');
    holder.release();

    expect(await migrateTo((connection) => buildIndex(connection, events))).toEqual([name]);
    // What does the same is taken for it.
    expect(await countOf(`pg_inherits WHERE inhrelid = 'by_hand'::regclass`)).toBe(1);
  });

  it('is refused in a transaction, where it would stop all writers', async () => {
    const inOne = migrateTo((connection) => buildIndex(connection, events), { transaction: true });
    await expect(inOne).rejects.toThrow(/transaction = false/);
  });

  it('takes the time that it takes, whatever limit the role was given', async () => {
    await db.pool.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 200', current_database()); END $$`,
    );
    const slow = migrateTo((connection) => connection.query('SELECT pg_sleep(0.3)'));
    expect(await slow).toEqual([name]);
  });
});

describe('a rule that is added to a table in use (MG-1)', () => {
  const rule = { table: 'events', name: 'events_method_check', check: `method <> 'BREW'` };
  const validated = async () =>
    await rowsOf(
      `SELECT DISTINCT convalidated FROM pg_constraint WHERE conname = 'events_method_check'`,
    );

  it('is proved in the end, and put in place of the one of that name', async () => {
    await migrateTo(async (connection) => {
      await addCheck(connection, { ...rule, check: `method <> 'PUT'` });
      await addCheck(connection, rule);
    });

    expect(await validated()).toEqual([{ convalidated: true }]);
    expect((await anEvent(db, scope, flowId, { method: 'PUT' })).state).toBe('accepted');
  });

  it('is kept by what is new, also where what is old does not keep it', async () => {
    await anEvent(db, scope, flowId, { method: 'BREW' });
    await expect(migrateTo((connection) => addCheck(connection, rule))).rejects.toThrow(/violated/);

    expect(await validated()).toEqual([{ convalidated: false }]);
    await expect(
      db.pool.query(`UPDATE events SET method = 'BREW' WHERE method <> 'BREW'`),
    ).rejects.toThrow(/events_method_check/);
  });
});

describe('rows that are filled while the table is in use (MG-1)', () => {
  const fill = { table: 'events', set: `summary = 'filled'`, where: `summary <> 'filled'` };
  const writers = () => countOf(`(SELECT DISTINCT xmin::text FROM events) t`);

  it('are filled some at a time, each time in a transaction of its own, and once', async () => {
    await migrateTo((connection) => fillInBatches(connection, { ...fill, batch: 2 }));
    expect(await countOf(`events WHERE summary = 'filled'`)).toBe(5);
    expect(await writers()).toBe(3);

    const [before] = await rowsOf(`SELECT array_agg(xmin::text ORDER BY id) FROM events`);
    await db.pool.query('DELETE FROM migrations WHERE name = $1', [name]);
    await migrateTo((connection) => fillInBatches(connection, { ...fill, batch: 2 }));
    const [after] = await rowsOf(`SELECT array_agg(xmin::text ORDER BY id) FROM events`);
    expect(after).toEqual(before);
  });
});
