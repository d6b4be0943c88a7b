import { inTransaction, type Client, type Pool } from '../database/pool.js';
import { takeMark } from '../ledger/fold-ledger.js';
import { placedEventsSql, placedRunsSql } from '../ledger/placed.js';
import { keepDroppedSql } from '../ledger/settle-drops.js';

/**
 * Deletes from the default partitions what came and was done longer ago than so many days: it was not done when its
 * part was dropped. In batches, each in one transaction with what it was to the ledger.
 * @returns how many rows are gone.
 */
export async function forgetLeftovers(
  pool: Pool,
  { days, batch, untilMs }: { days: number; batch: number; untilMs: number },
): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await inTransaction(pool, (client) => forgetFew(client, days, batch));
    sum += count;
    if (count === 0 || Date.now() >= untilMs) return sum;
  }
}

async function forgetFew(client: Client, days: number, batch: number): Promise<number> {
  await client.query('SET LOCAL enable_seqscan = on');
  const mark = await takeMark(client);
  if (mark === null) return 0;
  let sum = 0;
  for (const part of ['events', 'runs'] as const) {
    // Locked first, and judged by a later statement: what is begun with one of them waits, and finds it gone.
    const locked = await client.query<Key>(lockSql[part], [days, batch, mark]);
    const tenants = locked.rows.map((row) => row.workspace_id);
    const ids = locked.rows.map((row) => row.id);
    const { rows } = await client.query<{ count: number }>(deleteSql[part], [tenants, ids]);
    sum += rows[0]?.count ?? 0;
  }
  for (const sql of dependentsSql) sum += (await client.query(sql, [days, batch])).rowCount ?? 0;
  return sum;
}

type Key = { workspace_id: string; id: string };

const horizon = 'clock_timestamp() - make_interval(days => $1::int)';
const floor = `uuid_v7_floor(${horizon})`;

const isUsed = {
  events: (row: string): string => `
    ${row}.state = 'held'
    OR EXISTS (SELECT FROM open_runs o WHERE o.workspace_id = ${row}.workspace_id AND o.event_id = ${row}.id)
    OR EXISTS (SELECT FROM runs_other r WHERE r.workspace_id = ${row}.workspace_id AND r.event_id = ${row}.id)
    OR EXISTS (SELECT FROM flows f WHERE f.workspace_id = ${row}.workspace_id AND f.sample_event_id = ${row}.id
                                     AND f.deleted_at IS NULL)
    OR EXISTS (SELECT FROM events_other b WHERE b.workspace_id = ${row}.workspace_id AND b.batch_first_id = ${row}.id
                                            AND b.id <> ${row}.id)`,
  runs: (): string => 'false',
};

const at = {
  events: 'coalesce(decided_at, received_at)',
  runs: 'greatest(finished_at, retired_at)',
};

const lockOf = (part: 'events' | 'runs'): string => `
  SELECT workspace_id, id FROM ${part}_other l
  WHERE id < ${floor} AND ${at[part]} < least($3::timestamptz, ${horizon}) AND NOT (${isUsed[part]('l')})
    AND NOT EXISTS (SELECT FROM replay_items)
  LIMIT $2 FOR UPDATE OF l SKIP LOCKED`;
const lockSql = { events: lockOf('events'), runs: lockOf('runs') };

const returned = {
  events: 'workspace_id, id, flow_id, state, decided_at, received_at, stands_for',
  runs: 'workspace_id, id, flow_id, state, is_counted, finished_at, retired_at',
};
function deleteOf(part: 'events' | 'runs'): string {
  const placed = part === 'events' ? placedEventsSql : placedRunsSql;
  return `
    WITH forgotten AS (
      DELETE FROM ${part}_other l USING unnest($1::uuid[], $2::uuid[]) AS t (workspace_id, id)
      WHERE l.workspace_id = t.workspace_id AND l.id = t.id AND NOT (${isUsed[part]('l')})
      RETURNING ${returned[part].replace(/\w+/g, 'l.$&')}
    ), gone AS (
      SELECT workspace_id, flow_id, kind, (at AT TIME ZONE 'UTC')::date AS day, sum(weight) AS count,
             max(received_at) AS last_received_at
      FROM (${placed('forgotten', 'true', () => 'true')}) placed
      GROUP BY workspace_id, flow_id, kind, (at AT TIME ZONE 'UTC')::date
    ), ${keepDroppedSql}
    SELECT count(*)::int AS count FROM forgotten`;
}
const deleteSql = { events: deleteOf('events'), runs: deleteOf('runs') };

const fewOf = (table: string, chosen: string): string => `
  DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT l.ctid FROM ${table} l WHERE ${chosen} LIMIT $2))`;
const hasNo = (table: string, key: string): string =>
  `NOT EXISTS (SELECT FROM ${table} k WHERE k.workspace_id = l.workspace_id AND k.id = l.${key})`;

/** What belongs to rows that are gone. */
const dependentsSql = [
  fewOf('event_files_other', `event_id < ${floor} AND ${hasNo('events', 'event_id')}`),
  fewOf(
    'step_attempts_other',
    `run_id < ${floor} AND ${hasNo('open_runs', 'run_id')} AND ${hasNo('runs', 'run_id')}`,
  ),
  fewOf('hand_runs', `event_id < ${floor} AND ${hasNo('events', 'event_id')}`),
];
