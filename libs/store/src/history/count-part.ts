import { inTransaction, type Client, type Pool } from '../database/pool.js';
import { placedEventsSql, placedRunsSql } from '../ledger/placed.js';
import { rowsOf, type Part } from './list-parts.js';

/** `early`: the ledger has not come so far yet. */
export type Counting = 'counted' | 'unfinished' | 'early';

type Counted = 'events' | 'runs' | 'done';

type Turn = {
  counting: Counted;
  /** A text, because a `Date` would round it. */
  counted_to: string;
  after_tenant: string;
  after_id: string;
};

/**
 * Counts what a part of history is to the ledger, some thousand rows at a time, and goes on where it stopped, whichever process
 * it was. What comes to its place after the mark that it begins at is not counted: it is found when the part is cut off.
 */
export async function countPart(
  pool: Pool,
  part: Part,
  { batch, untilMs }: { batch: number; untilMs: number },
): Promise<Counting> {
  await pool.query(beginSql, [part.days, part.to]);
  for (;;) {
    const next = await inTransaction(pool, (client) => countBatch(client, part, batch));
    if (next === null) return 'early';
    if (next === 'done') return 'counted';
    if (Date.now() >= untilMs) return 'unfinished';
  }
}

/** Something of the part has changed since: it is counted from the start. */
export async function forgetCount(pool: Pool, { days }: Part): Promise<void> {
  await pool.query(
    `WITH forgotten AS (
       DELETE FROM dropped_parts WHERE days = $1 AND detached_at IS NULL RETURNING days
     )
     DELETE FROM ledger_drops WHERE days IN (SELECT days FROM forgotten)`,
    [days],
  );
}

/** @returns what is next to be counted; `null` when it cannot be counted yet. */
async function countBatch(client: Client, part: Part, batch: number): Promise<Counted | null> {
  await client.query('SET LOCAL enable_seqscan = on');
  const { rows } = await client.query<Turn>(
    `SELECT counting, counted_to::text, after_tenant, after_id FROM dropped_parts
     WHERE days = $1 FOR UPDATE`,
    [part.days],
  );
  const [turn] = rows;
  if (!turn || turn.counting === 'done') return turn ? 'done' : null;
  const counted = await client.query<Last>(batchSql(part, turn.counting), [
    part.days,
    batch,
    turn.after_tenant,
    turn.after_id,
    turn.counted_to,
  ]);
  const [last] = counted.rows;
  const isMore = last !== undefined && last.count >= batch;
  const next = turn.counting === 'events' ? 'runs' : 'done';
  const counting = isMore ? turn.counting : next;
  await client.query(
    'UPDATE dropped_parts SET counting = $2, after_tenant = $3, after_id = $4 WHERE days = $1',
    [part.days, counting, isMore ? last.workspace_id : nobody, isMore ? last.id : nobody],
  );
  return counting;
}

const nobody = '00000000-0000-0000-0000-000000000000';

const beginSql = `
  INSERT INTO dropped_parts (days, counted_to)
  SELECT $1::text, folded_to FROM ledger_marks
  WHERE folded_to >= $2::timestamptz
  ON CONFLICT (days) DO NOTHING`;

const columns = {
  events: 'workspace_id, id, flow_id, state, decided_at, received_at, stands_for',
  runs: 'workspace_id, id, flow_id, state, is_counted, finished_at, retired_at',
};

/** Where the batch ended, and how many rows it had. */
type Last = { workspace_id: string; id: string; count: number };

// By key, because a key never changes: a row that is written anew moves within its table, and would be met twice.
function batchSql(part: Part, table: 'events' | 'runs'): string {
  const placedOf = table === 'events' ? placedEventsSql : placedRunsSql;
  return `
    WITH batch AS MATERIALIZED (
      SELECT ${columns[table]} FROM ${rowsOf(part, table)} WHERE (workspace_id, id) > ($3::uuid, $4::uuid)
      ORDER BY workspace_id, id LIMIT $2
    ), counted AS (
      INSERT INTO ledger_drops AS d (workspace_id, days, flow_id, kind, day, count, last_received_at)
      SELECT workspace_id, $1, flow_id, kind, (at AT TIME ZONE 'UTC')::date, sum(weight), max(received_at)
      FROM (${placedOf('batch', 'true', (at) => `${at} < $5::timestamptz`)}) placed
      GROUP BY workspace_id, flow_id, kind, (at AT TIME ZONE 'UTC')::date
      ON CONFLICT (workspace_id, days, flow_id, kind, day) DO UPDATE
        SET count = d.count + excluded.count,
            last_received_at = greatest(d.last_received_at, excluded.last_received_at)
    )
    SELECT workspace_id, id, (SELECT count(*)::int FROM batch) AS count
    FROM batch ORDER BY workspace_id DESC, id DESC LIMIT 1`;
}
