import type { Queryable } from '../database/pool.js';

const batch = 5_000;

/**
 * Takes what dropped parts of history were to the ledger into what its sums begin with. Whoever compares the sums with the
 * tables, or begins them anew, does this first and holds the mark, so that a part is in the tables or in here.
 */
export async function settleDrops(db: Queryable): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ taken: number }>(settleSql, [batch]);
    if ((rows[0]?.taken ?? 0) < batch) return;
  }
}

/** Adds the rows of `gone` (`workspace_id, flow_id, kind, day, count, last_received_at`) to what the sums begin with. */
export const keepDroppedSql = `
  by_day AS (
    INSERT INTO ledger_days AS d (workspace_id, kind, day, count, dropped)
    SELECT workspace_id, kind, day, sum(count), sum(count) FROM gone GROUP BY workspace_id, kind, day
    ON CONFLICT (workspace_id, kind, day) DO UPDATE SET dropped = d.dropped + excluded.dropped
  ), by_flow AS (
    INSERT INTO ledger_totals AS t (workspace_id, flow_id, kind, count, last_received_at, dropped,
                                    dropped_last_received_at)
    SELECT workspace_id, flow_id, kind, sum(count), max(last_received_at), sum(count), max(last_received_at)
    FROM gone GROUP BY workspace_id, flow_id, kind
    ON CONFLICT (workspace_id, flow_id, kind) DO UPDATE
      SET dropped = t.dropped + excluded.dropped,
          dropped_last_received_at = greatest(t.dropped_last_received_at, excluded.dropped_last_received_at)
  )`;

const settleSql = `
  WITH gone AS (
    DELETE FROM ledger_drops WHERE ctid = ANY (ARRAY(
      SELECT d.ctid FROM ledger_drops d JOIN dropped_parts p ON p.days = d.days
      WHERE p.detached_at IS NOT NULL LIMIT $1))
    RETURNING workspace_id, flow_id, kind, day, count, last_received_at
  ), ${keepDroppedSql}
  SELECT count(*)::int AS taken FROM gone`;
