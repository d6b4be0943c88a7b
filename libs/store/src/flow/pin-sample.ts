import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

export type Pinning = 'pinned' | 'flow_not_found' | 'event_not_found';

/** Makes one of its events the sample of a flow; `null` leaves the choice to the newest again. */
export async function pinSample(
  scope: Scope,
  store: Store,
  given: { flowId: string; eventId: string | null },
): Promise<Pinning> {
  const { flowId, eventId } = given;
  if (!isUuid(flowId)) return 'flow_not_found';
  if (eventId !== null && !isUuid(eventId)) return 'event_not_found';
  const row = await selectOne<{ has_event: boolean }>(store, pinSql, [
    scope.workspaceId,
    flowId,
    eventId,
  ]);
  if (!row) return 'flow_not_found';
  return row.has_event ? 'pinned' : 'event_not_found';
}

const pinSql = `
  WITH flow AS (
    SELECT id, $3::uuid IS NULL OR EXISTS (
      SELECT FROM events WHERE workspace_id = $1 AND id = $3 AND flow_id = flows.id AND state <> 'rejected'
    ) AS has_event
    FROM flows WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL
  ), pinned AS (
    UPDATE flows SET sample_event_id = $3 FROM flow
    WHERE flows.workspace_id = $1 AND flows.id = flow.id AND flow.has_event
    RETURNING flows.id
  )
  SELECT has_event FROM flow`;
