import { inTransaction, type Pool } from '../database/pool.js';
import { takeMark } from './fold-ledger.js';
import { placedSql } from './placed.js';
import { settleDrops } from './settle-drops.js';

/** One sum of the rollup that is not what the tables hold. */
export type RollupFault = {
  readonly workspaceId: string;
  readonly kind: string;
  readonly day: string | null;
  readonly kept: number;
  readonly counted: number;
};

const mostTold = 20;
const dayMs = 86_400_000;

/**
 * Compares the sums of the ledger with the tables, for the days that begin after `since`, and the sums of the flows
 * with those of the days. Where anything differs the sums are begun anew, with what dropped history was to them: until
 * they are made, the ledger counts the tables themselves, so it is right from then on.
 */
export async function checkRollup(
  pool: Pool,
  asked: { readonly since: Date; readonly statementTimeoutMs: number },
): Promise<readonly RollupFault[]> {
  return inTransaction(pool, async (client) => {
    await client.query(`SELECT set_config('statement_timeout', $1, true)`, [
      String(asked.statementTimeoutMs),
    ]);
    await client.query('SET LOCAL enable_seqscan = on');
    const mark = await takeMark(client);
    if (mark === null) return [];
    await settleDrops(client);
    const firstDay = new Date(Math.ceil(asked.since.getTime() / dayMs) * dayMs);
    const byDay = await client.query<RollupFault>(daysSql, [firstDay, mark]);
    const byFlow = await client.query<RollupFault>(totalsSql);
    const faults = [...byDay.rows, ...byFlow.rows];
    if (faults.length > 0) {
      for (const sql of beginAnew) await client.query(sql);
      await client.query(`UPDATE ledger_marks SET folded_to = '-infinity'`);
    }
    return faults.slice(0, mostTold);
  });
}

const beginAnew = [
  'DELETE FROM ledger_totals WHERE dropped = 0 AND dropped_last_received_at IS NULL',
  'UPDATE ledger_totals SET count = dropped, last_received_at = dropped_last_received_at',
  'DELETE FROM ledger_days WHERE dropped = 0',
  'UPDATE ledger_days SET count = dropped',
];

const daysSql = `
  WITH counted AS (
    SELECT workspace_id, kind, (at AT TIME ZONE 'UTC')::date AS day, sum(weight) AS count
    FROM (${placedSql('true', (at) => `${at} >= $1::timestamptz AND ${at} < $2::timestamptz`)}) placed
    GROUP BY 1, 2, 3
  ), kept AS (
    SELECT workspace_id, kind, day, count - dropped AS count FROM ledger_days
    WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date
  )
  SELECT workspace_id AS "workspaceId", kind, day::text, coalesce(k.count, 0)::float8 AS kept,
         coalesce(c.count, 0)::float8 AS counted
  FROM counted c FULL JOIN kept k USING (workspace_id, kind, day)
  WHERE coalesce(k.count, 0) <> coalesce(c.count, 0)
  ORDER BY workspace_id, kind, day`;

const totalsSql = `
  SELECT workspace_id AS "workspaceId", kind, NULL AS day, coalesce(d.count, 0)::float8 AS kept,
         coalesce(t.count, 0)::float8 AS counted
  FROM (SELECT workspace_id, kind, sum(count - dropped) AS count FROM ledger_totals GROUP BY 1, 2) t
  FULL JOIN (SELECT workspace_id, kind, sum(count - dropped) AS count FROM ledger_days GROUP BY 1, 2) d
    USING (workspace_id, kind)
  WHERE coalesce(t.count, 0) <> coalesce(d.count, 0)
  ORDER BY workspace_id, kind`;
