import type { BodyKind } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import { scopeOf, type Scope } from '../scope.js';

/** A run that this worker holds until its lease ends, with the event that it works on. */
export type ClaimedRun = {
  readonly scope: Scope;
  readonly id: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly fence: number;
  /** Claims since the run last parked in good order, this one included. */
  readonly strikes: number;
  readonly rootRunId: string;
  /** True when an earlier claim may have left records behind. */
  readonly hasJournal: boolean;
  /** The database's time of the claim: due times are reckoned from it, never from a worker's own clock. */
  readonly claimedAt: Date;
  readonly event: ClaimedEvent;
};

export type ClaimedEvent = {
  readonly id: string;
  readonly receivedAt: Date;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyKind: BodyKind;
  /** The payload's JSON text, or the body when that is the payload. */
  readonly content: Buffer;
  readonly isDerived: boolean;
};

type ClaimRow = {
  workspace_id: string;
  id: string;
  flow_id: string;
  version_id: string;
  fence: number;
  strikes: number;
  root_run_id: string;
  replay_of: string | null;
  claimed_at: Date;
  event_id: string;
  received_at: Date;
  method: string;
  path: string;
  query: string;
  headers: [string, string][];
  body_kind: BodyKind;
  content: Buffer;
  is_derived: boolean;
};

export type ClaimOptions = {
  readonly worker: string;
  readonly limit: number;
  readonly leaseSecs: number;
};

/**
 * Takes up to `limit` runs that are due, or whose lease has ended, the longest waiting first. One index
 * finds them all; the database's clock decides, never ours. Two workers never take the same run.
 */
export async function claimRuns(
  db: Queryable,
  options: ClaimOptions,
): Promise<readonly ClaimedRun[]> {
  const { rows } = await db.query<ClaimRow>({
    name: 'claim_runs',
    text: claimSql,
    values: [options.worker, options.limit, options.leaseSecs],
  });
  return rows.map(toClaimedRun);
}

function toClaimedRun(row: ClaimRow): ClaimedRun {
  return {
    scope: scopeOf(row.workspace_id),
    id: row.id,
    flowId: row.flow_id,
    versionId: row.version_id,
    fence: row.fence,
    strikes: row.strikes,
    rootRunId: row.root_run_id,
    hasJournal: row.fence > 1 || row.replay_of !== null,
    claimedAt: row.claimed_at,
    event: {
      id: row.event_id,
      receivedAt: row.received_at,
      method: row.method,
      path: row.path,
      query: row.query,
      headers: row.headers,
      bodyKind: row.body_kind,
      content: row.content,
      isDerived: row.is_derived,
    },
  };
}

// The flow is named wherever a row is looked up: each index that could serve then leads to that one row.
const claimSql = `
  WITH due AS (
    SELECT workspace_id, flow_id, id FROM open_runs
    WHERE wake_at <= clock_timestamp()
    ORDER BY wake_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE open_runs r
    SET state = 'running', fence = r.fence + 1, strikes = r.strikes + 1, worker = $1, waiting_for = NULL,
        wake_at = clock_timestamp() + make_interval(secs => $3),
        started_at = coalesce(r.started_at, clock_timestamp())
    FROM due WHERE r.workspace_id = due.workspace_id AND r.flow_id = due.flow_id AND r.id = due.id
    RETURNING r.*
  )
  SELECT c.workspace_id, c.id, c.flow_id, c.version_id, c.fence, c.strikes, c.root_run_id, c.replay_of,
         clock_timestamp() AS claimed_at, c.event_id, e.received_at, e.method, e.path, e.query, e.headers, e.body_kind,
         coalesce(e.payload, e.body) AS content, e.payload IS NOT NULL AS is_derived
  FROM claimed c
  JOIN events e ON e.workspace_id = c.workspace_id AND e.flow_id = coalesce(c.event_flow_id, c.flow_id)
                AND e.id = c.event_id
  ORDER BY c.created_at, c.id`;
