import type { Queryable } from '../database/pool.js';
import { rowOf } from '../database/row-of.js';

/**
 * Keeps the leases of runs that are still being worked on. A run that somebody is at this moment is passed over:
 * all others must not wait for it, and nobody can claim it meanwhile.
 * @returns the ids whose lease was extended; one that is missing again and again was taken over.
 */
export async function extendLeases(
  db: Queryable,
  held: readonly { workspaceId: string; flowId: string; id: string; fence: number }[],
  leaseSecs: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'extend_leases',
    text: `WITH held AS (
             SELECT r.workspace_id, r.flow_id, r.id, r.state
             FROM open_runs r
             JOIN unnest($1::uuid[], $2::uuid[], $3::int[], $5::uuid[]) AS h (workspace_id, id, fence, flow_id)
               ON ${rowOf('r', 'h', ['workspace_id', 'flow_id', 'id', 'fence'])}
             FOR UPDATE OF r SKIP LOCKED
           )
           UPDATE open_runs r SET wake_at = clock_timestamp() + make_interval(secs => $4)
           FROM held h WHERE h.state = 'running' AND ${rowOf('r', 'h')}
           RETURNING r.id`,
    values: [
      held.map((run) => run.workspaceId),
      held.map((run) => run.id),
      held.map((run) => run.fence),
      leaseSecs,
      held.map((run) => run.flowId),
    ],
  });
  return rows.map((row) => row.id);
}
