import { inTransaction, type Client, type Pool } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { recordProgress, type ProgressAnswer, type RunProgress } from './record-progress.js';

/**
 * Does work in our own database together with the record of it: both are committed, or neither. This is
 * why a row of a built-in table is written exactly once. The run is locked first, so that a worker whose
 * lease was taken over writes nothing.
 * @param work gives the record to write; whatever it throws rolls all of it back.
 */
export async function inRunTransaction(
  scope: Scope,
  pool: Pool,
  run: { id: string; flowId: string; fence: number },
  work: (client: Client) => Promise<RunProgress>,
): Promise<ProgressAnswer> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query({
      name: 'lock_run',
      text: `SELECT FROM open_runs
             WHERE workspace_id = $1 AND flow_id = $2 AND id = $3 AND fence = $4 AND state = 'running'
             FOR UPDATE`,
      values: [scope.workspaceId, run.flowId, run.id, run.fence],
    });
    if (rowCount !== 1) return 'refused';
    const [answer] = await recordProgress(client, [await work(client)]);
    return answer ?? 'refused';
  });
}
