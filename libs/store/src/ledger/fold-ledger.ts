import { inTransaction, type Client, type Pool } from '../database/pool.js';
import { placedSql } from './placed.js';

export type Folding = {
  /** At most so much time of history is folded in one transaction. */
  readonly stepSecs: number;
  /** What came so lately is left alone: a clock that is set back by less does no harm. */
  readonly marginSecs: number;
  readonly statementTimeoutMs: number;
};

type Bound = { to: string; is_more: boolean };

/** `isMore`: there was more than one step to do. */
export type Folded = { readonly isMore: boolean };

/**
 * Takes what came to its place since the last time into the sums of the ledger, up to a moment before which nothing
 * can come any more. One process at a time; readers see the sums and their mark of one instant.
 * @returns `null` when another process is at it.
 */
export async function foldLedger(pool: Pool, folding: Folding): Promise<Folded | null> {
  const { stepSecs, marginSecs, statementTimeoutMs } = folding;
  return inTransaction(pool, async (client) => {
    await client.query(`SELECT set_config('statement_timeout', $1, true)`, [
      String(statementTimeoutMs),
    ]);
    // The plans of the hot path would read a new table row by row.
    await client.query('SET LOCAL enable_seqscan = on');
    const mark = await takeMark(client);
    if (mark === null) return null;
    // Asked before the rows are: each transaction that began before this moment has ended when they are read.
    const { rows } = await client.query<Bound>(boundSql, [mark, stepSecs, marginSecs]);
    const [bound] = rows;
    if (!bound) return { isMore: false };
    await client.query(foldSql, [mark, bound.to]);
    await client.query('UPDATE ledger_marks SET folded_to = $1', [bound.to]);
    return { isMore: bound.is_more };
  });
}

/** Keeps it until the transaction ends; moments are texts here, because a `Date` would round them. */
export async function takeMark(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ folded_to: string }>(
    'SELECT folded_to::text FROM ledger_marks FOR UPDATE SKIP LOCKED',
  );
  return rows[0]?.folded_to ?? null;
}

/**
 * A row gets its moment from the clock within its transaction. One that has written has its moments after its begin;
 * one that has not gets them in the statement that it is at, or later. Of another role's session nothing is told: if
 * it may write here, nothing is folded while it is there.
 */
const boundSql = `
  WITH settled AS (
    SELECT least(clock_timestamp() - make_interval(secs => $3), min(
      CASE WHEN query = '<insufficient privilege>' THEN '-infinity'
           WHEN backend_xid IS NOT NULL THEN xact_start
           WHEN state = 'active' THEN query_start END)) AS at
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND (query <> '<insufficient privilege>' OR has_table_privilege(usesysid, 'events', 'INSERT'))
  ), step AS (
    SELECT at, least(at, CASE WHEN isfinite($1::timestamptz) THEN $1::timestamptz + make_interval(secs => $2)
                              ELSE '2000-01-01' END) AS "to" FROM settled
  )
  SELECT "to"::text, "to" < at AS is_more FROM step WHERE "to" > $1::timestamptz`;

const foldSql = `
  WITH counted AS (
    SELECT workspace_id, flow_id, kind, (at AT TIME ZONE 'UTC')::date AS day, sum(weight) AS count,
           max(received_at) AS last_received_at
    FROM (${placedSql('true', (at) => `${at} >= $1::timestamptz AND ${at} < $2::timestamptz`)}) placed
    GROUP BY workspace_id, flow_id, kind, (at AT TIME ZONE 'UTC')::date
  ), by_day AS (
    INSERT INTO ledger_days AS d (workspace_id, kind, day, count)
    SELECT workspace_id, kind, day, sum(count) FROM counted GROUP BY workspace_id, kind, day
    ON CONFLICT (workspace_id, kind, day) DO UPDATE SET count = d.count + excluded.count
  )
  INSERT INTO ledger_totals AS t (workspace_id, flow_id, kind, count, last_received_at)
  SELECT workspace_id, flow_id, kind, sum(count), max(last_received_at) FROM counted
  GROUP BY workspace_id, flow_id, kind
  ON CONFLICT (workspace_id, flow_id, kind) DO UPDATE
    SET count = t.count + excluded.count,
        last_received_at = greatest(t.last_received_at, excluded.last_received_at)`;
