import type { RunState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

export type EventRun = {
  readonly id: string;
  readonly flowId: string;
  readonly state: RunState;
  readonly createdAt: Date;
  /** Begun by a person; it does not stand for the event in the ledger. */
  readonly isByHand: boolean;
};

const most = 50;

/** What ran for an event: the run that counts, those that it replays, and those that people began. */
export function findEventRuns(
  scope: Scope,
  store: Store,
  eventId: string,
): Promise<readonly EventRun[]> {
  if (!isUuid(eventId)) return Promise.resolve([]);
  return select<EventRun>(store, runsSql, [scope.workspaceId, eventId]);
}

/** A chain of replays is followed both ways by keys alone: a flow's whole history is never searched. */
const runsSql = `
  WITH RECURSIVE seen AS (
    SELECT id, 0 AS step FROM (
      SELECT run_id AS id FROM events WHERE workspace_id = $1 AND id = $2
      UNION SELECT run_id FROM hand_runs WHERE workspace_id = $1 AND event_id = $2
    ) first WHERE id IS NOT NULL
    UNION
    SELECT next.id, seen.step + 1 FROM seen, LATERAL (
      SELECT replay_of AS id FROM open_runs WHERE workspace_id = $1 AND id = seen.id
      UNION ALL SELECT unnest(ARRAY[replay_of, replayed_by]) FROM runs
                WHERE workspace_id = $1 AND id = seen.id
    ) next WHERE next.id IS NOT NULL AND seen.step < ${most}
  )
  SELECT r.id, r.flow_id AS "flowId", r.state, r.created_at AS "createdAt", r.is_by_hand AS "isByHand"
  FROM (SELECT DISTINCT id FROM seen) s, LATERAL (
    SELECT id, flow_id, state, created_at, NOT is_counted AS is_by_hand
    FROM open_runs WHERE workspace_id = $1 AND id = s.id
    UNION ALL
    SELECT id, flow_id, state, created_at, NOT is_counted AND replayed_by IS NULL
    FROM runs WHERE workspace_id = $1 AND id = s.id
  ) r
  ORDER BY r.id DESC LIMIT ${most}`;
