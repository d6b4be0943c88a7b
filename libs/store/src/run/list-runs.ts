import type { RunError, RunState, RunSummary } from '@hookline/contract';
import { cutPage, type Page } from '../database/cut-page.js';
import { isUuid } from '../database/is-uuid.js';
import { likePattern } from '../database/like-pattern.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/** One run as a list shows it, open or ended. */
export type ListedRun = {
  readonly id: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly versionId: string;
  readonly eventId: string;
  readonly state: RunState;
  readonly summary: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly waitingFor: RunSummary['waitingFor'];
  readonly nextTryAt: Date | null;
  readonly error: RunError | null;
  readonly replayOf: string | null;
  readonly replayedBy: string | null;
  /** Started by a person on a stored event; it does not stand for the event in the ledger. */
  readonly isByHand: boolean;
};

export type RunFilter = {
  readonly flowId: string | null;
  readonly status: RunState | null;
  readonly text: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly cursor: string | null;
  readonly limit: number;
};

/** Runs, the newest first, wherever they are kept. */
export async function listRuns(
  scope: Scope,
  store: Store,
  filter: RunFilter,
): Promise<Page<ListedRun>> {
  if (filter.flowId !== null && !isUuid(filter.flowId)) return { items: [], nextCursor: null };
  const rows = await select<ListedRun>(store, listSql, [
    scope.workspaceId,
    filter.flowId,
    filter.status,
    filter.text === null ? null : likePattern(filter.text),
    filter.from,
    filter.to,
    filter.cursor,
    filter.limit + 1,
  ]);
  return cutPage(rows, filter.limit);
}

/** How long a due run, or one whose lease has ended, may be nobody's without a word about it. */
const unnoticedSecs = 5;

const openColumns = `
  r.workspace_id, r.id, r.flow_id, r.version_id, r.event_id, r.state, r.summary, r.created_at,
  NULL::timestamptz AS finished_at,
  CASE WHEN r.state IN ('queued', 'running', 'waiting')
        AND r.wake_at < clock_timestamp() - interval '${unnoticedSecs} seconds' THEN 'worker'
       ELSE r.waiting_for END AS waiting_for,
  CASE WHEN r.state = 'waiting' AND r.wake_at < 'infinity' THEN r.wake_at END AS next_try_at, r.error, r.replay_of,
  NULL::uuid AS replayed_by, NOT r.is_counted AS is_by_hand`;

const endedColumns = `
  r.workspace_id, r.id, r.flow_id, r.version_id, r.event_id, r.state, r.summary, r.created_at,
  r.finished_at, NULL AS waiting_for, NULL::timestamptz AS next_try_at, r.error, r.replay_of, r.replayed_by,
  NOT r.is_counted AND r.replayed_by IS NULL AS is_by_hand`;

/** The columns of `ListedRun`, from a row of either table. */
const listed = `
  SELECT r.id, r.flow_id AS "flowId", f.name AS "flowName", r.version_id AS "versionId",
         r.event_id AS "eventId", r.state, r.summary, r.created_at AS "createdAt",
         r.finished_at AS "finishedAt", r.waiting_for AS "waitingFor", r.next_try_at AS "nextTryAt", r.error,
         r.replay_of AS "replayOf", r.replayed_by AS "replayedBy",
         r.is_by_hand AS "isByHand"`;

const asked = `
  r.workspace_id = $1
  AND ($2::uuid IS NULL OR r.flow_id = $2)
  AND ($3::text IS NULL OR r.state = $3)
  AND ($4::text IS NULL OR r.summary ILIKE $4)
  AND ($5::timestamptz IS NULL OR r.created_at >= $5)
  AND ($6::timestamptz IS NULL OR r.created_at < $6)
  AND ($7::uuid IS NULL OR r.id < $7)
  ORDER BY r.id DESC LIMIT $8`;

const listSql = `
  ${listed}
  FROM (
    (SELECT ${openColumns} FROM open_runs r WHERE ${asked})
    UNION ALL
    (SELECT ${endedColumns} FROM runs r WHERE ${asked})
    ORDER BY id DESC LIMIT $8
  ) r
  JOIN flows f ON f.workspace_id = r.workspace_id AND f.id = r.flow_id
  ORDER BY r.id DESC`;

/** One run by its id. */
export const findRunSql = `
  ${listed}
  FROM (
    SELECT ${openColumns} FROM open_runs r WHERE r.workspace_id = $1 AND r.id = $2
    UNION ALL
    SELECT ${endedColumns} FROM runs r WHERE r.workspace_id = $1 AND r.id = $2
  ) r
  JOIN flows f ON f.workspace_id = r.workspace_id AND f.id = r.flow_id`;
