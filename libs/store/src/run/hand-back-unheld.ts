import type { Queryable } from '../database/pool.js';
import { rowOf } from '../database/row-of.js';

/**
 * Gives back the runs that a worker holds by the database's word and not by its own: the answer of their claim
 * was lost with its connection. They can be claimed at once, and that claim was no strike against them. Runs
 * whose lease is nearly over are left: they were given back already, or come back by themselves.
 * @param heldIds the runs that the worker is really at work on.
 * @returns how many can be claimed again.
 */
export async function handBackUnheld(
  db: Queryable,
  { worker, heldIds }: { worker: string; heldIds: readonly string[] },
): Promise<number> {
  const { rowCount } = await db.query(
    `WITH unheld AS (
       SELECT workspace_id, flow_id, id FROM open_runs r
       WHERE state = 'running' AND worker = $1 AND id <> ALL ($2::uuid[])
         AND wake_at > clock_timestamp() + interval '1 second'
       FOR UPDATE SKIP LOCKED
     )
     UPDATE open_runs r SET strikes = greatest(strikes - 1, 0), wake_at = clock_timestamp()
     FROM unheld u WHERE ${rowOf('r', 'u')}`,
    [worker, heldIds],
  );
  return rowCount ?? 0;
}
