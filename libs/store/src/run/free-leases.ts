import type { Queryable } from '../database/pool.js';

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
    `UPDATE open_runs SET wake_at = clock_timestamp()
     WHERE state = 'running' AND worker = ANY ($1) AND wake_at > clock_timestamp()`,
    [workers],
  );
  return rowCount ?? 0;
}
