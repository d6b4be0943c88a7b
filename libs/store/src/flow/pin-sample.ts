import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

export type Pinning = 'pinned' | 'flow_not_found' | 'event_not_found';

/**
 * Makes an event the sample of a flow: one of its own, or one of a catcher, which the flow gets as a copy of its own, for
 * a catcher forgets. `null` leaves the choice to the newest again.
 * @param copy the id of the copy, if one is made, and why it is there.
 */
export async function pinSample(
  scope: Scope,
  store: Store,
  given: { flowId: string; eventId: string | null; copy: { id: string; reason: string } },
): Promise<Pinning> {
  const { flowId, eventId, copy } = given;
  if (!isUuid(flowId)) return 'flow_not_found';
  if (eventId !== null && !isUuid(eventId)) return 'event_not_found';
  const row = await selectOne<{ has_event: boolean }>(store, pinSql, [
    scope.workspaceId,
    flowId,
    eventId,
    copy.id,
    copy.reason,
  ]);
  if (!row) return 'flow_not_found';
  return row.has_event ? 'pinned' : 'event_not_found';
}

const pinSql = `
  WITH flow AS (
    SELECT id, $3::uuid IS NULL OR event.state IS NOT NULL AS has_event, event.state = 'captured' AS is_caught
    FROM flows LEFT JOIN LATERAL (
      SELECT state FROM events
      WHERE workspace_id = $1 AND id = $3 AND (flow_id = flows.id AND state <> 'rejected' OR state = 'captured')
    ) event ON true
    WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL AND NOT catches
  ), copied AS (
    INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, payload,
                        summary, reason, is_proved)
    SELECT e.workspace_id, $4, flow.id, 'test', e.method, e.path, e.query, e.headers, e.body_kind, e.body,
           e.payload, e.summary, $5, e.is_proved
    FROM flow JOIN events e ON e.workspace_id = $1 AND e.id = $3
    WHERE flow.is_caught
    RETURNING id
  ), files AS (
    INSERT INTO event_files (workspace_id, event_id, position, field, file_name, content_type, bytes)
    SELECT f.workspace_id, $4, f.position, f.field, f.file_name, f.content_type, f.bytes
    FROM flow JOIN event_files f ON f.workspace_id = $1 AND f.event_id = $3
    WHERE flow.is_caught
  ), pinned AS (
    UPDATE flows SET sample_event_id = coalesce((SELECT id FROM copied), $3) FROM flow
    WHERE flows.workspace_id = $1 AND flows.id = flow.id AND flow.has_event
    RETURNING flows.id
  )
  SELECT has_event FROM flow`;
