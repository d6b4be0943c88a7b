import { mostCaught } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';

/**
 * Deletes what catchers have beyond the newest that are kept, and all of those that were deleted. A request of which a
 * run was begun by hand stays: it is that run's input.
 * @param given.catcherId this one alone; `null`: all of them.
 * @returns how many are gone; as many as `batch` when there may be more.
 */
export async function forgetCaught(
  db: Queryable,
  { catcherId = null, batch = 5_000 }: { catcherId?: string | null; batch?: number } = {},
): Promise<number> {
  const { rowCount } = await db.query(forgetSql, [mostCaught, catcherId, batch]);
  return rowCount ?? 0;
}

/** A deleted catcher's row goes when no request can be on its way to it any more. */
export async function forgetCatchers(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM flows WHERE catches AND deleted_at < clock_timestamp() - interval '1 hour'`,
  );
  return rowCount ?? 0;
}

const forgetSql = `
  WITH bound AS (
    SELECT f.workspace_id, f.id AS flow_id,
      CASE WHEN f.deleted_at IS NULL THEN (
        SELECT e.id FROM events e WHERE e.workspace_id = f.workspace_id AND e.flow_id = f.id
        ORDER BY e.id DESC OFFSET $1 LIMIT 1
      ) ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END AS newest_id
    FROM flows f WHERE f.catches AND ($2::uuid IS NULL OR f.id = $2)
  ), doomed AS (
    SELECT e.workspace_id, e.id FROM bound b
    JOIN events e ON e.workspace_id = b.workspace_id AND e.flow_id = b.flow_id AND e.id <= b.newest_id
    WHERE NOT EXISTS (SELECT FROM hand_runs h WHERE h.workspace_id = e.workspace_id AND h.event_id = e.id)
    LIMIT $3
  ), files AS (
    DELETE FROM event_files f USING doomed d WHERE f.workspace_id = d.workspace_id AND f.event_id = d.id
  )
  DELETE FROM events e USING doomed d WHERE e.workspace_id = d.workspace_id AND e.id = d.id`;
