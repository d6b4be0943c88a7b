import type { Queryable } from '../database/pool.js';
import { historyTables } from './list-parts.js';

/** Longer than any transaction of ours that others would have to wait for. */
const longSecs = 1;

/**
 * Whether a long transaction (a backup, somebody's query) holds a table of history: to ask for it would only keep all
 * others waiting. Of another role's session it is told since when, unless the server hides that.
 */
export async function isTableHeld(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ is_held: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
         AND l.relation = ANY ('{${historyTables.join(',')}}'::regclass[])
         AND coalesce(a.xact_start, '-infinity') < clock_timestamp() - interval '${longSecs} seconds'
     ) AS is_held`,
  );
  return rows[0]?.is_held ?? false;
}
