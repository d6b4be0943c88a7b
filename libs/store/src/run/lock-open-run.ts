import type { RunError, RunState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

/** What the replays of a run need to know of it. */
export type LockedRun = {
  readonly id: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly eventId: string;
  readonly state: RunState;
  readonly summary: string;
  readonly error: RunError | null;
  readonly rootRunId: string;
  readonly replayedBy: string | null;
  readonly isCounted: boolean;
};

const columns = `
  id, flow_id AS "flowId", version_id AS "versionId", event_id AS "eventId", state, summary, error,
  root_run_id AS "rootRunId", is_counted AS "isCounted"`;

/** Takes an open run for this transaction; no worker can claim, write to or end it meanwhile. */
export async function lockOpenRun(
  scope: Scope,
  store: Store,
  runId: string,
): Promise<LockedRun | null> {
  if (!isUuid(runId)) return null;
  return selectOne(
    store,
    `SELECT ${columns}, NULL AS "replayedBy" FROM open_runs
     WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
    [scope.workspaceId, runId],
  );
}

/** Takes an ended run for this transaction. */
export async function lockEndedRun(
  scope: Scope,
  store: Store,
  runId: string,
): Promise<LockedRun | null> {
  if (!isUuid(runId)) return null;
  return selectOne(
    store,
    `SELECT ${columns}, replayed_by AS "replayedBy" FROM runs
     WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
    [scope.workspaceId, runId],
  );
}
