import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction, openPool, type Client, type Pool } from '../database/pool.js';
import { acceptEvents } from '../event/accept-events.js';
import { claimRuns } from './claim-runs.js';
import { extendLeases } from './extend-leases.js';
import { aFlow, anEvent, type GivenFlow } from './hot-path.given.js';
import { recordProgress } from './record-progress.js';

let database: TestDatabase;
let pool: Pool;
let flow: GivenFlow;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 1, isKeyed: true });
  flow = await aFlow(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** As many that say no more than they must as such that have keys, for each of which there is a statement. */
async function accept(db: Client, count: number): Promise<void> {
  const plain = Array.from({ length: count }, () => anEvent(flow));
  const keyed = plain.map(() => {
    const key = randomUUID();
    return anEvent(flow, { dedupeKey: key, dedupeAlso: `${key}, otherwise` });
  });
  await acceptEvents(db, plain);
  await acceptEvents(db, keyed);
}

/** Takes what is due as far as its end, and tells how many that were. */
async function workThrough(db: Client, limit = 10): Promise<number> {
  const { runs } = await claimRuns(db, { worker: 'w1', limit, leaseSecs: 30 });
  const held = runs.map((run) => ({
    workspaceId: run.scope.workspaceId,
    flowId: run.flowId,
    id: run.id,
    fence: run.fence,
  }));
  await extendLeases(db, held, 30);
  const ended = { to: 'succeeded', error: null } as const;
  const batch = runs.map((run) => ({
    scope: run.scope,
    runId: run.id,
    flowId: run.flowId,
    fence: run.fence,
    attempts: [],
    move: ended,
  }));
  expect(await recordProgress(db, batch)).toEqual(batch.map(() => 'recorded'));
  return runs.length;
}

async function workOnAll(): Promise<void> {
  while ((await inTransaction(pool, (db) => workThrough(db, 500))) > 0);
}

type Reads = { readonly fullScans: number; readonly rows: number };

/** What this session has read of each table that grows. */
async function readsOf(db: Client): Promise<Map<string, Reads>> {
  const { rows } = await db.query<{ name: string; full_scans: number; rows: number }>(
    `SELECT relname AS name, seq_scan::int AS full_scans, (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int AS rows
     FROM pg_stat_xact_user_tables
     WHERE relname ~ '^(open_runs|events|runs|step_attempts|event_dedupe)'`,
  );
  return new Map(rows.map(({ name, full_scans, rows }) => [name, { fullScans: full_scans, rows }]));
}

/** A run is looked up a few times on its way: for ten of them that is less than this. */
const mostRows = 400;

/** The tables that were read whole, or of which far more than the few rows that are worked on. */
async function largeReads(db: Client, work: () => Promise<void>): Promise<unknown> {
  const before = await readsOf(db);
  await work();
  const after = await readsOf(db);
  return [...after].flatMap(([name, { fullScans, rows }]) => {
    const had = before.get(name) ?? { fullScans: 0, rows: 0 };
    const read = { name, fullScans: fullScans - had.fullScans, rows: rows - had.rows };
    return read.fullScans > 0 || read.rows > mostRows ? [read] : [];
  });
}

async function workOnOneAtATime(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await inTransaction(pool, async (db) => {
      await accept(db, 1);
      await workThrough(db);
    });
  }
}

async function expectFewReads(): Promise<void> {
  await inTransaction(pool, async (db) => {
    const reads = await largeReads(db, async () => {
      await accept(db, 10);
      await workThrough(db);
    });
    expect(reads).toEqual([]);
  });
}

/** More than it takes until a prepared statement keeps its plan. */
const untilKept = 12;

it('reads only the rows it needs of a backlog, though its plans were made when there was none', async () => {
  await workOnOneAtATime(untilKept);
  await inTransaction(pool, (db) => accept(db, 1_000));

  await expectFewReads();
});

it('reads only those, though the server has counted the rows when there was one of them, far behind', async () => {
  await workOnAll();
  await inTransaction(pool, (db) => accept(db, 1));
  await pool.query('VACUUM (ANALYZE)');
  await workOnOneAtATime(untilKept);

  await inTransaction(pool, (db) => accept(db, 1_000));

  await expectFewReads();
});

it('reads only those, though very many others wait for their time', async () => {
  await pool.query(
    `UPDATE open_runs SET state = 'waiting', waiting_for = 'delay', wake_at = clock_timestamp() + '1 day'`,
  );

  await expectFewReads();
});
