import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetOldRows } from '../database/forget-old-rows.js';
import { inTransaction } from '../database/pool.js';
import {
  aLiveFlow,
  anEvent,
  aStore,
  aWorkspace,
  claim,
  record,
  type TestStore,
} from '../database/store.given.js';
import type { Scope } from '../scope.js';

let db: TestStore;
let scope: Scope;

beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

/** An event whose run has ended, and which has happened so many days ago. */
async function anOldEvent(days: number): Promise<{ flowId: string }> {
  const flowId = await aLiveFlow(db, scope);
  const { runId } = await anEvent(db, scope, flowId, { dedupeKey: 'order-7' });
  await record(db, await claim(db, runId), { move: { to: 'succeeded', error: null } });
  await db.pool.query(
    `UPDATE event_dedupe SET seen_at = seen_at - make_interval(days => $2) WHERE flow_id = $1`,
    [flowId, days],
  );
  await forgetOldRows(db.pool);
  return { flowId };
}

const runsOf = async (flowId: string): Promise<number> => {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM runs WHERE flow_id = $1)::int
            + (SELECT count(*) FROM open_runs WHERE flow_id = $1)::int AS n`,
    [flowId],
  );
  return rows[0]?.n ?? -1;
};

describe('the same event again after its run has ended (DU-2)', () => {
  it('is a duplicate 29 days later', async () => {
    const { flowId } = await anOldEvent(29);

    const again = await anEvent(db, scope, flowId, { dedupeKey: 'order-7' });

    expect(again.state).toBe('duplicate');
    expect(await runsOf(flowId)).toBe(1);
  });

  it('is a new one 31 days later, and guarded from then on', async () => {
    const { flowId } = await anOldEvent(31);

    const again = await anEvent(db, scope, flowId, { dedupeKey: 'order-7' });
    const third = await anEvent(db, scope, flowId, { dedupeKey: 'order-7' });

    expect([again.state, third.state]).toEqual(['accepted', 'duplicate']);
    expect(await runsOf(flowId)).toBe(2);
  });
});

const keys = 60_000;

/** What this session has read of the keys; without parallel helpers, whose reading is counted elsewhere. */
const readSql = `
  SELECT (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int AS n
  FROM pg_stat_xact_user_tables WHERE relname = 'event_dedupe'`;

it('does not read all keys in order to find that none of them is old', async () => {
  await db.pool.query(
    `INSERT INTO event_dedupe (workspace_id, flow_id, key, event_id)
     SELECT $1, $1, 'key ' || n, $1 FROM generate_series(1, $2) n`,
    [scope.workspaceId, keys],
  );
  await db.pool.query('VACUUM (ANALYZE) event_dedupe');

  const read = await inTransaction(db.pool, async (client) => {
    await client.query('SET LOCAL max_parallel_workers_per_gather = 0');
    const before = (await client.query<{ n: number }>(readSql)).rows[0]?.n ?? 0;
    await forgetOldRows(client);
    return ((await client.query<{ n: number }>(readSql)).rows[0]?.n ?? 0) - before;
  });
  expect(read).toBeLessThan(keys / 2);
});
