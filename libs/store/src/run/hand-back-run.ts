import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

const usualPauseSecs = 1;

/**
 * Gives a run back that could not be worked on, because the database was away or for no fault of its own: it is
 * claimed again soon, and the claim is no strike against it. A run that was taken over, or whose record was written although
 * its answer was lost, is left as it is.
 */
export async function handBackRun(
  scope: Scope,
  db: Queryable,
  run: { id: string; flowId: string; fence: number },
  { pauseSecs = usualPauseSecs }: { pauseSecs?: number } = {},
): Promise<void> {
  await db.query({
    name: 'hand_back_run',
    text: `UPDATE open_runs
           SET strikes = greatest(strikes - 1, 0), wake_at = clock_timestamp() + make_interval(secs => $5)
           WHERE workspace_id = $1 AND id = $2 AND flow_id = $3 AND fence = $4 AND state = 'running'`,
    values: [scope.workspaceId, run.id, run.flowId, run.fence, pauseSecs],
  });
}
