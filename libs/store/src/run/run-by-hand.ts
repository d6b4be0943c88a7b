import { isUnread } from '@hookline/contract';
import { IsNull } from 'typeorm';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import { flowEntity } from '../flow/flow.entity.js';
import { findFlowVersion } from '../flow/list-flow-versions.js';
import type { Scope } from '../scope.js';

export type HandRun = {
  readonly outcome:
    | 'begun'
    | 'event_not_found'
    | 'event_unread'
    | 'flow_not_found'
    | 'version_not_found'
    | 'never_published';
};

/**
 * Runs a stored event on any flow: on its published version, or on the one that is named. The run does not stand for the event in the
 * ledger, whatever became of the event before; its effects have idempotency keys of their own.
 */
export async function runByHand(
  scope: Scope,
  store: Store,
  given: { eventId: string; flowId: string; versionId: string | null; newRunId: string },
): Promise<HandRun> {
  const { eventId, flowId, newRunId } = given;
  if (!isUuid(flowId)) return { outcome: 'flow_not_found' };
  if (!isUuid(eventId)) return { outcome: 'event_not_found' };
  const event = await selectOne<{ reason: string | null }>(
    store,
    'SELECT reason FROM events WHERE workspace_id = $1 AND id = $2',
    [scope.workspaceId, eventId],
  );
  if (isUnread(event?.reason ?? null)) return { outcome: 'event_unread' };
  return store.transaction(async (inner) => {
    // Held against a publication or a deletion of the flow.
    const flow = await inner.getRepository(flowEntity).findOne({
      where: { workspaceId: scope.workspaceId, id: flowId, catches: false, deletedAt: IsNull() },
      lock: { mode: 'pessimistic_read' },
    });
    if (!flow) return { outcome: 'flow_not_found' };
    if (flow.publishedVersionId === null) return { outcome: 'never_published' };
    const versionId = given.versionId ?? flow.publishedVersionId;
    const version = await findFlowVersion(scope, inner, versionId);
    if (version?.flowId !== flow.id) return { outcome: 'version_not_found' };
    const values = [scope.workspaceId, eventId, flow.id, version.id, newRunId];
    const begun = await selectOne(inner, beginSql, values);
    return { outcome: begun ? 'begun' : 'event_not_found' };
  });
}

const beginSql = `
  WITH begun AS (
    INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id, is_counted,
                           event_flow_id)
    SELECT workspace_id, $5, $3, $4, id, summary, $5, false, nullif(flow_id, $3::uuid)
    FROM (
      -- Held against whoever would forget it in this moment.
      SELECT * FROM events WHERE workspace_id = $1 AND id = $2 FOR SHARE
    ) event
    RETURNING workspace_id, event_id, id
  ), noted AS (
    INSERT INTO hand_runs (workspace_id, event_id, run_id)
    SELECT workspace_id, event_id, id FROM begun
    RETURNING run_id
  )
  SELECT id FROM begun`;
