import type { Queryable } from '../database/pool.js';
import { rowOf } from '../database/row-of.js';
import { inLockOrder } from './lock-order.js';

/** The workers that hold runs, by the names under which they claimed them. */
export async function listLeaseHolders(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ worker: string }>(
    `SELECT DISTINCT worker FROM open_runs WHERE state = 'running' AND worker IS NOT NULL`,
  );
  return rows.map(({ worker }) => worker);
}

/**
 * Ends the leases of workers that are surely dead, so that their runs need not wait. Should one of them live
 * after all, the fence refuses whatever it still writes.
 * @returns how many runs can be claimed now.
 */
export async function freeLeases(db: Queryable, workers: readonly string[]): Promise<number> {
  if (workers.length === 0) return 0;
  const { rowCount } = await db.query(
    `WITH theirs AS (
       SELECT workspace_id, flow_id, id FROM open_runs r
       WHERE state = 'running' AND worker = ANY ($1) AND wake_at > clock_timestamp()
       ${inLockOrder('r')}
     )
     UPDATE open_runs r SET wake_at = clock_timestamp()
     FROM theirs t WHERE ${rowOf('r', 't')}`,
    [workers],
  );
  return rowCount ?? 0;
}
