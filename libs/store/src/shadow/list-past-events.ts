import type { RunError, RunState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

/** A lead as it came, and the run that stands for it. */
export type PastEvent = {
  readonly id: string;
  readonly receivedAt: Date;
  readonly summary: string;
  readonly run: PastRun | null;
};

export type PastRun = {
  readonly id: string;
  readonly rootRunId: string;
  readonly versionId: string;
  readonly state: RunState;
  readonly error: RunError | null;
  readonly startedAt: Date | null;
};

type Row = {
  id: string;
  receivedAt: Date;
  summary: string;
  runId: string | null;
  rootRunId: string;
  versionId: string;
  state: RunState;
  error: RunError | null;
  startedAt: Date | null;
};

/** Real leads have a run, or are held; what was refused, tested or sent twice is none. */
const isReal = `state IN ('accepted', 'held')`;

/** The last real events of a flow, the newest first. */
export async function listPastEvents(
  scope: Scope,
  db: Queryable,
  asked: { flowId: string; cursor: string | null; limit: number },
): Promise<readonly PastEvent[]> {
  if (asked.cursor !== null && !isUuid(asked.cursor)) return [];
  const { rows } = await db.query<Row>(
    `SELECT e.id, e.received_at AS "receivedAt", e.summary, r.id AS "runId",
            r.root_run_id AS "rootRunId", r.version_id AS "versionId", r.state, r.error,
            r.started_at AS "startedAt"
     FROM (
       SELECT id, received_at, summary, run_id FROM events
       WHERE workspace_id = $1 AND flow_id = $2 AND ${isReal} AND ($3::uuid IS NULL OR id < $3)
       ORDER BY id DESC LIMIT $4
     ) e
     LEFT JOIN LATERAL (
       SELECT id, root_run_id, version_id, state, error, started_at
       FROM runs WHERE workspace_id = $1 AND id = e.run_id
       UNION ALL
       SELECT id, root_run_id, version_id, state, error, started_at
       FROM open_runs WHERE workspace_id = $1 AND id = e.run_id
     ) r ON true
     ORDER BY e.id DESC`,
    [scope.workspaceId, asked.flowId, asked.cursor, asked.limit],
  );
  return rows.map(toEvent);
}

function toEvent({ id, receivedAt, summary, runId, ...run }: Row): PastEvent {
  return { id, receivedAt, summary, run: runId === null ? null : { id: runId, ...run } };
}

/** How many real events there are, counted no further than `atMost`. */
export async function countPastEvents(
  scope: Scope,
  db: Queryable,
  asked: { flowId: string; atMost: number },
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM events WHERE workspace_id = $1 AND flow_id = $2 AND ${isReal} LIMIT $3
     ) counted`,
    [scope.workspaceId, asked.flowId, asked.atMost],
  );
  return rows[0]?.count ?? 0;
}
