import { readReason } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/** What of a flow was told to come later, of late. */
export type FloodRecord = {
  readonly flowId: string;
  readonly flowName: string;
  readonly code: 'too_quick' | 'too_much_waiting';
  /** At least: what no entry was kept of is not in it. */
  readonly count: number;
  readonly lastAt: Date;
  readonly eventId: string;
};

type Row = Omit<FloodRecord, 'code'> & { readonly reason: string };

const mostFlows = 50;

/** Flows whose senders are told to come later now, the one with the latest entry first. */
export async function listFloods(
  scope: Scope,
  store: Store,
  withinSecs: number,
): Promise<readonly FloodRecord[]> {
  const rows = await select<Row>(store, floodsSql, [scope.workspaceId, withinSecs, mostFlows]);
  return rows.map(({ reason, ...rest }) => ({
    ...rest,
    code: readReason(reason)?.code === 'too_much_waiting' ? 'too_much_waiting' : 'too_quick',
  }));
}

// Of what was refused little is kept, so that a few minutes of it are few rows.
const floodsSql = `
  WITH told AS (
    SELECT flow_id, id, reason, stands_for, received_at FROM events
    WHERE workspace_id = $1 AND state = 'rejected' AND stands_for IS NOT NULL
      AND id >= uuid_v7_floor(clock_timestamp() - make_interval(secs => $2))
  ), newest AS (
    SELECT DISTINCT ON (flow_id) flow_id, id, reason, received_at FROM told ORDER BY flow_id, id DESC
  )
  SELECT n.flow_id AS "flowId", f.name AS "flowName", n.reason, n.received_at AS "lastAt", n.id AS "eventId",
         (SELECT sum(t.stands_for)::float8 FROM told t WHERE t.flow_id = n.flow_id) AS count
  FROM newest n
  JOIN flows f ON f.workspace_id = $1 AND f.id = n.flow_id AND f.deleted_at IS NULL
  ORDER BY n.received_at DESC LIMIT $3`;
