import type { RunError, RunState, RunSummary } from '@hookline/contract';
import { bind, literal, type At } from '../database/bind.js';
import { cutPage, type Page } from '../database/cut-page.js';
import { isUuid } from '../database/is-uuid.js';
import { likePattern } from '../database/like-pattern.js';
import type { Store } from '../database/open-store.js';
import { prepared } from '../database/preparing-client.js';
import { select, selectOne } from '../database/select.js';
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

/**
 * Runs, the newest first, wherever they are kept. A search for a text looks at some thousands of runs: when it
 * has not found enough among them, the page is short or empty, and its cursor goes on from there.
 */
export async function listRuns(
  scope: Scope,
  store: Store,
  filter: RunFilter,
): Promise<Page<ListedRun>> {
  if (filter.flowId !== null && !isUuid(filter.flowId)) return { items: [], nextCursor: null };
  const horizon = filter.text === null ? null : await findHorizon(scope, store, filter);
  const { at, values } = bind();
  const where = narrow(scope, filter, at);
  if (filter.text !== null) where.push(`r.summary ILIKE ${at(likePattern(filter.text), 'text')}`);
  if (horizon !== null) where.push(`r.id >= ${at(horizon, 'uuid')}`);
  const sql = prepared(listSql(where.join(' AND '), filter.limit + 1));
  const page = cutPage(await select<ListedRun>(store, sql, values), filter.limit);
  return page.nextCursor === null ? { ...page, nextCursor: horizon } : page;
}

/** The run at which a search stops for now; `null`: it sees all of them. */
async function findHorizon(scope: Scope, store: Store, filter: RunFilter): Promise<string | null> {
  const { at, values } = bind();
  const where = narrow(scope, filter, at).join(' AND ');
  const last = (table: string): string =>
    `(SELECT r.id FROM ${table} r WHERE ${where} ORDER BY r.id DESC OFFSET ${mostSearched} LIMIT 1)`;
  const sql = prepared(`SELECT greatest(${last('open_runs')}, ${last('runs')}) AS horizon`);
  return (await selectOne<{ horizon: string | null }>(store, sql, values))?.horizon ?? null;
}

/** What a filter asks of `r`. A run's id is made when the run is; the hour is for clocks that disagree. It spares the weeks outside. */
function narrow(scope: Scope, filter: RunFilter, at: At): string[] {
  const where = [`r.workspace_id = ${at(scope.workspaceId, 'uuid')}`];
  if (filter.flowId !== null) where.push(`r.flow_id = ${at(filter.flowId, 'uuid')}`);
  if (filter.status !== null) where.push(`r.state = ${literal(filter.status)}`);
  if (filter.from !== null) {
    const from = at(filter.from, 'timestamptz');
    where.push(`r.created_at >= ${from}`, `r.id >= uuid_v7_floor(${from} - interval '1 hour')`);
  }
  if (filter.to !== null) {
    const to = at(filter.to, 'timestamptz');
    where.push(`r.created_at < ${to}`, `r.id < uuid_v7_floor(${to} + interval '1 hour')`);
  }
  if (filter.cursor !== null) where.push(`r.id < ${at(filter.cursor, 'uuid')}`);
  return where;
}

const mostSearched = 10_000;

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

/** The columns of `ListedRun`, from a row of either table. Names of flows are looked up, never all of them joined. */
const listed = `
  SELECT r.id, r.flow_id AS "flowId",
         (SELECT name FROM flows f WHERE f.workspace_id = r.workspace_id AND f.id = r.flow_id) AS "flowName", r.version_id AS "versionId",
         r.event_id AS "eventId", r.state, r.summary, r.created_at AS "createdAt",
         r.finished_at AS "finishedAt", r.waiting_for AS "waitingFor", r.next_try_at AS "nextTryAt", r.error,
         r.replay_of AS "replayOf", r.replayed_by AS "replayedBy",
         r.is_by_hand AS "isByHand"`;

const listSql = (where: string, limit: number): string => {
  const page = `WHERE ${where} ORDER BY r.id DESC LIMIT ${limit}`;
  return `
  ${listed}
  FROM (
    (SELECT ${openColumns} FROM open_runs r ${page})
    UNION ALL
    (SELECT ${endedColumns} FROM runs r ${page})
    ORDER BY id DESC LIMIT ${limit}
  ) r
  ORDER BY r.id DESC`;
};

/** One run by its id. */
export const findRunSql = `
  ${listed}
  FROM (
    SELECT ${openColumns} FROM open_runs r WHERE r.workspace_id = $1 AND r.id = $2
    UNION ALL
    SELECT ${endedColumns} FROM runs r WHERE r.workspace_id = $1 AND r.id = $2
  ) r`;
