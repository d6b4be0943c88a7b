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

const accept = (db: Client, count: number) =>
  acceptEvents(
    db,
    Array.from({ length: count }, () => anEvent(flow)),
  );

async function workThrough(db: Client): Promise<void> {
  const { runs } = await claimRuns(db, { worker: 'w1', limit: 10, leaseSecs: 30 });
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
}

/** Of this transaction alone. */
async function fullReads(db: Client): Promise<unknown> {
  const { rows } = await db.query(
    `SELECT relname, seq_scan::int FROM pg_stat_xact_user_tables
     WHERE seq_scan > 0 AND relname ~ '^(open_runs|events|runs|step_attempts)'`,
  );
  return rows;
}

it('reads only the rows it needs of a backlog, though its plans were made when there was none', async () => {
  // More runs than it takes until a prepared statement keeps its plan.
  for (let round = 0; round < 12; round += 1) {
    await inTransaction(pool, async (db) => {
      await accept(db, 1);
      await workThrough(db);
    });
  }
  await inTransaction(pool, (db) => accept(db, 2_000));

  await inTransaction(pool, async (db) => {
    await accept(db, 10);
    await workThrough(db);
    expect(await fullReads(db)).toEqual([]);
  });
});
