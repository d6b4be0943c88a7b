import type { BodyKind } from '@hookline/contract';
import { encodeInts, encodeUuids } from '../database/encode-array.js';
import type { Queryable } from '../database/pool.js';
import { isAsSaid, rowOf } from '../database/row-of.js';
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
  /** The line in which it has its turn; `null` for a run that keeps no order. */
  readonly orderKey: string | null;
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
  /** The payload's JSON text, or the body when that is the payload; `null`: too large to bring along. */
  readonly content: Buffer | null;
  readonly contentBytes: number;
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
  order_key: string | null;
  lane_limit: number | null;
  lane: number | null;
  replay_of: string | null;
  claimed_at: Date;
  event_id: string;
  received_at: Date;
  method: string;
  path: string;
  query: string;
  headers: [string, string][];
  body_kind: BodyKind;
  content: Buffer | null;
  content_bytes: number;
  is_derived: boolean;
};

/** How many more runs of a flow, or of a workspace, the worker may take. */
export type Room = { readonly id: string; readonly room: number };

/** A flow's backlog, as a place in the order in which backlogs are visited. */
export type Lane = { readonly workspaceId: string; readonly flowId: string };

/** What keeps one flow or one workspace from filling all places of a worker. */
export type ClaimShares = {
  /** What one may take that the worker does nothing for yet. */
  readonly flowRoom: number;
  readonly workspaceRoom: number;
  /** What those may still take that it does something for. */
  readonly flowRooms: readonly Room[];
  readonly workspaceRooms: readonly Room[];
};

export type ClaimOptions = {
  readonly worker: string;
  readonly limit: number;
  readonly leaseSecs: number;
  /** Without it each may take all. */
  readonly shares?: ClaimShares;
  /** The visit of backlogs begins behind this one; `null`: with the first. */
  readonly after?: Lane | null;
};

export type Claim = {
  readonly runs: readonly ClaimedRun[];
  /** Where the next visit goes on; `null` when this one saw all that it could. */
  readonly next: Lane | null;
  /** Somebody was given as much as it may have by now, and may have more. */
  readonly isCut: boolean;
  /** Somebody was given its share of this claim, may have more, and another claim may bring it. */
  readonly isMore: boolean;
};

/** More than a worker has places, so that flows it is busy with hide nobody behind them. */
const maxLanes = 512;
/** A claim of many runs stays small: a larger content is read when its run has room for it. */
const maxBroughtBytes = 65_536;
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Takes up to `limit` runs that are due, or whose lease has ended. Backlogs of flows are visited in turn
 * and give equal shares, each its longest waiting first: a flood fills what others leave, and delays
 * nobody. The database's clock decides, never ours. Two workers never take the same run.
 */
export async function claimRuns(db: Queryable, options: ClaimOptions): Promise<Claim> {
  const { limit, after = null } = options;
  const shares = options.shares ?? unbounded(limit);
  const { rows } = await db.query<ClaimRow>({
    name: 'claim_runs',
    text: claimSql,
    values: [
      options.worker,
      limit,
      options.leaseSecs,
      shares.flowRoom,
      shares.workspaceRoom,
      encodeUuids(shares.flowRooms.map(({ id }) => id)),
      encodeInts(shares.flowRooms.map(({ room }) => room)),
      encodeUuids(shares.workspaceRooms.map(({ id }) => id)),
      encodeInts(shares.workspaceRooms.map(({ room }) => room)),
      after?.workspaceId ?? nobody,
      after?.flowId ?? nobody,
    ],
  });
  const runs = rows.map(toClaimedRun);
  return { runs, next: nextLane(rows, limit), ...whatIsLeft(rows, options.shares) };
}

const unbounded = (limit: number): ClaimShares => ({
  flowRoom: limit,
  workspaceRoom: limit,
  flowRooms: [],
  workspaceRooms: [],
});

function nextLane(rows: readonly ClaimRow[], limit: number): Lane | null {
  if (rows.length < limit) return null;
  const last = rows.reduce((most, row) => ((row.lane ?? 0) > (most.lane ?? 0) ? row : most));
  return last.lane === null ? null : { workspaceId: last.workspace_id, flowId: last.flow_id };
}

/** Whoever has taken all that it may gets no more by another claim either, however much of it is waiting. */
function whatIsLeft(
  rows: readonly ClaimRow[],
  shares: ClaimShares | undefined,
): Pick<Claim, 'isCut' | 'isMore'> {
  const ofLane = countBy(rows, laneOf);
  const ofFlow = countBy(rows, (row) => row.flow_id);
  const ofWorkspace = countBy(rows, (row) => row.workspace_id);
  const flowRoom = roomIn(shares?.flowRooms, shares?.flowRoom);
  const workspaceRoom = roomIn(shares?.workspaceRooms, shares?.workspaceRoom);
  const isFull = (row: ClaimRow): boolean =>
    ofFlow(row.flow_id) >= flowRoom(row.flow_id) ||
    ofWorkspace(row.workspace_id) >= workspaceRoom(row.workspace_id);
  const hadItsShare = (row: ClaimRow): boolean =>
    row.lane_limit !== null && ofLane(laneOf(row)) >= row.lane_limit;
  return {
    isCut: rows.some(isFull),
    // What comes back of others may stand right behind what one flow has taken all of.
    isMore: rows.some((row) => hadItsShare(row) && (row.lane === null || !isFull(row))),
  };
}

/** What comes back of all flows is a lane of its own. */
const laneOf = ({ lane, flow_id }: ClaimRow): string => (lane === null ? 'parked' : flow_id);

function countBy(
  rows: readonly ClaimRow[],
  keyOf: (row: ClaimRow) => string,
): (key: string) => number {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return (key) => counts.get(key) ?? 0;
}

function roomIn(rooms: readonly Room[] = [], others = Infinity): (id: string) => number {
  const known = new Map(rooms.map(({ id, room }) => [id, room]));
  return (id) => known.get(id) ?? others;
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
    orderKey: row.order_key,
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
      contentBytes: row.content_bytes,
      isDerived: row.is_derived,
    },
  };
}

// The flow is named wherever a row is looked up: each index that could serve then leads to that one row.
// The clock is asked once: what is asked anew for each row opens no index by time.
// What comes back (a due time, a lease that ended) is older than any backlog, so it goes first, with at
// most half of the places, and what is fresh of the same flow has the room that it leaves. "walk" jumps from flow to flow over the index of what is fresh. It passes what is
// done and not yet swept away, which in a flood is most; the visit of a flow begins where the walk found it.
const claimSql = `
  WITH RECURSIVE flow_rooms AS (
    SELECT * FROM unnest($6::uuid[], $7::int[]) AS t (flow_id, room)
  ), workspace_rooms AS (
    SELECT * FROM unnest($8::uuid[], $9::int[]) AS t (workspace_id, room)
  ), parked AS (
    SELECT workspace_id, flow_id, id, wake_at FROM open_runs o
    WHERE state IN ('running', 'waiting') AND wake_at <= (SELECT clock_timestamp())
      AND NOT EXISTS (SELECT FROM flow_rooms f WHERE f.flow_id = o.flow_id AND f.room < 1)
      AND NOT EXISTS (SELECT FROM workspace_rooms w WHERE w.workspace_id = o.workspace_id AND w.room < 1)
    ORDER BY wake_at
    LIMIT ($2::int + 1) / 2
    FOR UPDATE SKIP LOCKED
  ), back AS (
    SELECT p.*, row_number() OVER (PARTITION BY p.flow_id ORDER BY p.wake_at, p.id) AS of_flow,
           row_number() OVER (PARTITION BY p.workspace_id ORDER BY p.wake_at, p.id) AS of_workspace
    FROM parked p
  ), taken AS (
    SELECT b.workspace_id, b.flow_id, b.id FROM back b
    LEFT JOIN flow_rooms f ON f.flow_id = b.flow_id
    LEFT JOIN workspace_rooms w ON w.workspace_id = b.workspace_id
    WHERE b.of_flow <= coalesce(f.room, $4) AND b.of_workspace <= coalesce(w.room, $5)
  ), walk AS (
    (SELECT workspace_id, flow_id, wake_at AS first_at, 1 AS lane FROM open_runs
     WHERE state = 'queued' AND (workspace_id, flow_id) > ($10::uuid, $11::uuid)
     ORDER BY workspace_id, flow_id, wake_at LIMIT 1)
    UNION ALL
    SELECT next.workspace_id, next.flow_id, next.wake_at, walk.lane + 1 FROM walk, LATERAL (
      SELECT workspace_id, flow_id, wake_at FROM open_runs
      WHERE state = 'queued' AND (workspace_id, flow_id) > (walk.workspace_id, walk.flow_id)
      ORDER BY workspace_id, flow_id, wake_at LIMIT 1) next
    WHERE walk.lane < ${maxLanes}
  ), lanes AS (
    SELECT l.*,
           coalesce(w.room, $5) - (SELECT count(*) FROM taken t WHERE t.workspace_id = l.workspace_id) AS workspace_room,
           least(ceil($2::float8 / count(*) OVER ())::int,
                 coalesce(f.room, $4) - (SELECT count(*)::int FROM taken t WHERE t.flow_id = l.flow_id)) AS lane_limit
    FROM walk l
    LEFT JOIN flow_rooms f ON f.flow_id = l.flow_id
    LEFT JOIN workspace_rooms w ON w.workspace_id = l.workspace_id
  ), fresh AS (
    SELECT r.*, l.lane, l.lane_limit, l.workspace_room,
           row_number() OVER (PARTITION BY l.workspace_id ORDER BY l.lane) AS place
    FROM lanes l CROSS JOIN LATERAL (
      SELECT workspace_id, flow_id, id FROM open_runs o
      WHERE o.workspace_id = l.workspace_id AND o.flow_id = l.flow_id AND o.state = 'queued'
        AND o.wake_at BETWEEN l.first_at AND (SELECT clock_timestamp())
      ORDER BY o.wake_at
      LIMIT greatest(l.lane_limit, 0)
      FOR UPDATE SKIP LOCKED) r
  ), due AS (
    SELECT workspace_id, flow_id, id, NULL::int AS lane,
           ($2::int + 1) / 2 - (SELECT count(*)::int FROM parked) + (SELECT count(*)::int FROM taken) AS lane_limit
    FROM taken
    UNION ALL
    (SELECT workspace_id, flow_id, id, lane, lane_limit FROM fresh
     WHERE place <= workspace_room
     ORDER BY lane
     LIMIT $2::int - (SELECT count(*) FROM taken))
  ), claimed AS (
    UPDATE open_runs r
    SET state = 'running', fence = r.fence + 1, strikes = r.strikes + 1, worker = $1, waiting_for = NULL,
        wake_at = clock_timestamp() + make_interval(secs => $3),
        started_at = coalesce(r.started_at, clock_timestamp())
    FROM due WHERE ${rowOf('r', 'due')}
    RETURNING r.*, due.lane, due.lane_limit
  )
  SELECT c.workspace_id, c.id, c.flow_id, c.version_id, c.fence, c.strikes, c.root_run_id, c.replay_of,
         c.order_key, c.lane, c.lane_limit,
         clock_timestamp() AS claimed_at, c.event_id, e.received_at, e.method, e.path, e.query, e.headers, e.body_kind,
         CASE WHEN octet_length(coalesce(e.payload, e.body)) <= ${maxBroughtBytes}
              THEN coalesce(e.payload, e.body) END AS content,
         octet_length(coalesce(e.payload, e.body)) AS content_bytes, e.payload IS NOT NULL AS is_derived
  FROM claimed c
  JOIN events e ON ${rowOf('e', 'c', ['workspace_id'])} AND ${isAsSaid('e.id', 'c.event_id')}
                AND ${isAsSaid('e.flow_id', 'coalesce(c.event_flow_id, c.flow_id)')}
  ORDER BY c.created_at, c.id`;
