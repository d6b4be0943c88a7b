import { inTransaction, type Client, type Pool } from '../database/pool.js';
import { placedEventsSql, placedRunsSql } from '../ledger/placed.js';
import type { Week } from './list-weeks.js';

/** `early`: the ledger has not come so far yet. */
export type Counting = 'counted' | 'unfinished' | 'early';

type Part = 'events' | 'runs' | 'done';

type Turn = {
  counting: Part;
  /** A text, because a `Date` would round it. */
  counted_to: string;
  after_tenant: string;
  after_id: string;
};

/**
 * Counts what a week is to the ledger, some thousand rows at a time, and goes on where it stopped, whichever process
 * it was. What comes to its place after the mark that it begins at is not counted: it is found when the week is cut off.
 */
export async function countWeek(
  pool: Pool,
  week: Week,
  { batch, untilMs }: { batch: number; untilMs: number },
): Promise<Counting> {
  await pool.query(beginSql, [week]);
  for (;;) {
    const part = await inTransaction(pool, (client) => countBatch(client, week, batch));
    if (part === null) return 'early';
    if (part === 'done') return 'counted';
    if (Date.now() >= untilMs) return 'unfinished';
  }
}

/** Something of the week has changed since: it is counted from the start. */
export async function forgetCount(pool: Pool, week: Week): Promise<void> {
  await pool.query(
    `WITH forgotten AS (
       DELETE FROM history_weeks WHERE week = $1 AND detached_at IS NULL RETURNING week
     )
     DELETE FROM ledger_drops WHERE week IN (SELECT week FROM forgotten)`,
    [week],
  );
}

/** @returns what is next to be counted; `null` when there is no such week. */
async function countBatch(client: Client, week: Week, batch: number): Promise<Part | null> {
  await client.query('SET LOCAL enable_seqscan = on');
  const { rows } = await client.query<Turn>(
    `SELECT counting, counted_to::text, after_tenant, after_id FROM history_weeks
     WHERE week = $1 FOR UPDATE`,
    [week],
  );
  const [turn] = rows;
  if (!turn || turn.counting === 'done') return turn ? 'done' : null;
  const counted = await client.query<Counted>(batchSql(week, turn.counting), [
    week,
    batch,
    turn.after_tenant,
    turn.after_id,
    turn.counted_to,
  ]);
  const [last] = counted.rows;
  const isMore = last !== undefined && last.count >= batch;
  const next = turn.counting === 'events' ? 'runs' : 'done';
  const part = isMore ? turn.counting : next;
  await client.query(
    'UPDATE history_weeks SET counting = $2, after_tenant = $3, after_id = $4 WHERE week = $1',
    [week, part, isMore ? last.workspace_id : nobody, isMore ? last.id : nobody],
  );
  return part;
}

const nobody = '00000000-0000-0000-0000-000000000000';

const beginSql = `
  INSERT INTO history_weeks (week, counted_to)
  SELECT $1::text, folded_to FROM ledger_marks
  WHERE folded_to >= (to_date($1::text, 'YYYYMMDD') + 7)::timestamp AT TIME ZONE 'UTC'
  ON CONFLICT (week) DO NOTHING`;

const columns = {
  events: 'workspace_id, id, flow_id, state, decided_at, received_at',
  runs: 'workspace_id, id, flow_id, state, is_counted, finished_at, retired_at',
};

/** Where the batch ended, and how many rows it had. */
type Counted = { workspace_id: string; id: string; count: number };

// By key, because a key never changes: a row that is written anew moves within its table, and would be met twice.
function batchSql(week: Week, part: 'events' | 'runs'): string {
  const placedOf = part === 'events' ? placedEventsSql : placedRunsSql;
  return `
    WITH batch AS MATERIALIZED (
      SELECT ${columns[part]} FROM ${part}_${week} WHERE (workspace_id, id) > ($3::uuid, $4::uuid)
      ORDER BY workspace_id, id LIMIT $2
    ), counted AS (
      INSERT INTO ledger_drops AS d (workspace_id, week, flow_id, kind, day, count, last_received_at)
      SELECT workspace_id, $1, flow_id, kind, (at AT TIME ZONE 'UTC')::date, sum(weight), max(received_at)
      FROM (${placedOf('batch', 'true', (at) => `${at} < $5::timestamptz`)}) placed
      GROUP BY workspace_id, flow_id, kind, (at AT TIME ZONE 'UTC')::date
      ON CONFLICT (workspace_id, week, flow_id, kind, day) DO UPDATE
        SET count = d.count + excluded.count,
            last_received_at = greatest(d.last_received_at, excluded.last_received_at)
    )
    SELECT workspace_id, id, (SELECT count(*)::int FROM batch) AS count
    FROM batch ORDER BY workspace_id DESC, id DESC LIMIT 1`;
}
