import { isSystemicFailure, sqlState } from '../database/classify-failure.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import { cancelRun } from '../run/cancel-run.js';
import { replayRun } from '../run/replay-run.js';
import { scopeOf, type Scope } from '../scope.js';

const batchSize = 100;

export type WorkedBatch = {
  readonly scope: Scope;
  readonly replayId: string;
  /** Whose lists have changed. */
  readonly flowIds: readonly string[];
};

type Taken = {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: 'replay' | 'cancel';
  readonly from: 'start' | 'failed';
  readonly version: 'pinned' | 'published';
  readonly askedBy: string;
};

type Outcome = 'done' | 'skipped' | 'failed';

/**
 * Does the next hundred runs of the replay that waits longest, in one transaction: after a crash the
 * batch was not begun. Of several processes each takes another replay, never the same.
 * @returns `null` when no replay has anything left to do.
 */
export async function workReplay(
  store: Store,
  given: { newId: () => string; onFault: (error: unknown, runId: string) => void },
): Promise<WorkedBatch | null> {
  return store.transaction(async (inner) => {
    const taken = await selectOne<Taken>(inner, takeSql, []);
    if (!taken) return null;
    const scope = scopeOf(taken.workspaceId);
    const runs = await select<{ runId: string; flowId: string | null }>(inner, nextSql, [
      scope.workspaceId,
      taken.id,
      batchSize,
    ]);
    const counts = { done: 0, skipped: 0, failed: 0 };
    for (const { runId } of runs) {
      const outcome = await workRun(scope, inner, taken, { runId, ...given });
      counts[outcome] += 1;
    }
    const isOver = runs.length < batchSize;
    await select(inner, countSql, [
      scope.workspaceId,
      taken.id,
      counts.done,
      counts.skipped,
      counts.failed,
      isOver,
    ]);
    const flowIds = new Set(runs.flatMap(({ flowId }) => flowId ?? []));
    return { scope, replayId: taken.id, flowIds: [...flowIds] };
  });
}

/** A fault of one run is noted and passed over; one of the database undoes the batch. */
async function workRun(
  scope: Scope,
  store: Store,
  taken: Taken,
  given: { runId: string; newId: () => string; onFault: (error: unknown, runId: string) => void },
): Promise<Outcome> {
  const { runId } = given;
  try {
    const change =
      taken.kind === 'cancel'
        ? await cancelRun(scope, store, { runId, by: taken.askedBy })
        : await replayRun(scope, store, {
            runId,
            newRunId: given.newId(),
            from: taken.from,
            version: taken.version,
          });
    return change.outcome === 'done' || change.outcome === 'begun' ? 'done' : 'skipped';
  } catch (error) {
    // A lost connection has no state, but then the next statement fails as well.
    if (sqlState(error) !== null && isSystemicFailure(error)) throw error;
    given.onFault(error, runId);
    return 'failed';
  }
}

const takeSql = `
  SELECT id, workspace_id AS "workspaceId", kind, start_at AS "from", version, asked_by AS "askedBy"
  FROM replays WHERE state = 'running' ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

// They are locked with their replay.
const nextSql = `
  WITH next AS (
    DELETE FROM replay_items
    WHERE workspace_id = $1 AND replay_id = $2 AND position IN (
      SELECT position FROM replay_items WHERE workspace_id = $1 AND replay_id = $2
      ORDER BY position LIMIT $3)
    RETURNING position, run_id
  )
  SELECT n.run_id AS "runId", coalesce(o.flow_id, r.flow_id) AS "flowId"
  FROM next n
  LEFT JOIN open_runs o ON o.workspace_id = $1 AND o.id = n.run_id
  LEFT JOIN runs r ON r.workspace_id = $1 AND r.id = n.run_id
  ORDER BY n.position`;

const countSql = `
  WITH counted AS (
    UPDATE replays
    SET done = done + $3, skipped = skipped + $4, failed = failed + $5,
        state = CASE WHEN $6::boolean THEN 'done' ELSE state END,
        finished_at = CASE WHEN $6::boolean THEN clock_timestamp() END
    WHERE workspace_id = $1 AND id = $2
    RETURNING id
  )
  SELECT id FROM counted`;
