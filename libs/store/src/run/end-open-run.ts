import type { EndRunState, RunError } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

/** Moves an open run, which the caller has locked, to where ended runs are kept. */
export async function endOpenRun(
  scope: Scope,
  store: Store,
  end: {
    runId: string;
    state: EndRunState;
    /** `null`: the error that it has stays. */
    error: RunError | null;
    /** The run that repeats it, if one does; then that one is counted in its place. */
    replayedBy: string | null;
  },
): Promise<void> {
  const ended = await selectOne(
    store,
    `WITH closed AS (
       DELETE FROM open_runs WHERE workspace_id = $1 AND id = $2 RETURNING *
     ), ended AS (
       INSERT INTO runs (workspace_id, id, flow_id, version_id, event_id, state, error, summary, root_run_id,
                         replay_of, replayed_by, is_counted, created_at, started_at)
       SELECT workspace_id, id, flow_id, version_id, event_id, $3, coalesce($4::jsonb, error), summary,
              root_run_id, replay_of, $5, is_counted AND $5::uuid IS NULL, created_at, started_at
       FROM closed RETURNING id
     )
     SELECT id FROM ended`,
    [
      scope.workspaceId,
      end.runId,
      end.state,
      end.error && JSON.stringify(end.error),
      end.replayedBy,
    ],
  );
  if (!ended) throw new Error('an open run that was locked has vanished');
}
