import type { RunSelection, RunState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import { likePattern } from '../database/like-pattern.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/** A run that somebody chose, with what decides whether it can be replayed or cancelled. */
export type ChosenRun = {
  readonly id: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly publishedVersionId: string | null;
  readonly isFlowDeleted: boolean;
  /** Past its time before the run is. */
  readonly isEventGone: boolean;
  readonly state: RunState;
  readonly replayedBy: string | null;
  readonly failedStepId: string | null;
};

/** One more than may be chosen is asked for, so that "too many" can be told from "just enough". */
export const mostChosen = 50_000;

/** The runs of a selection in the order in which their leads arrived. */
export async function selectRuns(
  scope: Scope,
  store: Store,
  given: { selection: RunSelection; usualStates: readonly RunState[] },
): Promise<readonly ChosenRun[]> {
  const { selection, usualStates } = given;
  if ('ids' in selection) {
    const ids = selection.ids.filter(isUuid);
    return select<ChosenRun>(store, byIdSql, [scope.workspaceId, ids]);
  }
  const { filter } = selection;
  if (filter.flowId !== undefined && !isUuid(filter.flowId)) return [];
  return select<ChosenRun>(store, byFilterSql, [
    scope.workspaceId,
    filter.flowId ?? null,
    filter.status ?? usualStates,
    filter.errorCode ?? null,
    filter.cause ?? null,
    filter.text === undefined ? null : likePattern(filter.text),
    filter.from ?? null,
    filter.to ?? null,
    mostChosen + 1,
  ]);
}

const columns = (replayedBy: string) => `
  r.id, r.flow_id, r.version_id, r.event_id, r.state, ${replayedBy} AS replayed_by,
  r.error->>'stepId' AS failed_step_id`;

const chosen = `
  SELECT r.id, r.flow_id AS "flowId", r.version_id AS "versionId",
         f.published_version_id AS "publishedVersionId", f.deleted_at IS NOT NULL AS "isFlowDeleted", r.state, r.replayed_by AS "replayedBy",
         r.failed_step_id AS "failedStepId",
         NOT EXISTS (SELECT FROM events e WHERE e.workspace_id = $1 AND e.id = r.event_id) AS "isEventGone"`;

const named = 'r.workspace_id = $1 AND r.id = ANY ($2::uuid[])';

const byIdSql = `
  ${chosen}
  FROM (
    SELECT ${columns('NULL::uuid')} FROM open_runs r WHERE ${named}
    UNION ALL
    SELECT ${columns('r.replayed_by')} FROM runs r WHERE ${named}
  ) r JOIN flows f ON f.workspace_id = $1 AND f.id = r.flow_id
  ORDER BY r.event_id, r.id`;

const asked = `
  r.workspace_id = $1
  AND ($2::uuid IS NULL OR r.flow_id = $2)
  AND r.state = ANY ($3::text[])
  AND ($4::text IS NULL OR r.error->>'code' = $4)
  AND ($5::text IS NULL OR cause_of(r.flow_id, r.error) = $5)
  AND ($6::text IS NULL OR r.summary ILIKE $6)
  AND ($7::timestamptz IS NULL OR r.created_at >= $7)
  AND ($8::timestamptz IS NULL OR r.created_at < $8)`;

// What was repeated already stands in history; its repetition is what the filter means.
const byFilterSql = `
  ${chosen}
  FROM (
    SELECT ${columns('NULL::uuid')} FROM open_runs r WHERE ${asked}
    UNION ALL
    SELECT ${columns('r.replayed_by')} FROM runs r WHERE ${asked} AND r.replayed_by IS NULL
  ) r JOIN flows f ON f.workspace_id = $1 AND f.id = r.flow_id
  ORDER BY r.event_id, r.id LIMIT $9`;
