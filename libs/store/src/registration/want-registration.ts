import type { JsonObject } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import { storableJson } from '../database/storable-json.js';
import type { Scope } from '../scope.js';

/** What is to be registered at a sender for a flow. */
export type WantedRegistration = {
  readonly id: string;
  readonly app: string;
  readonly event: string;
  readonly connectionId: string;
  readonly place: JsonObject;
  readonly events: readonly string[];
  readonly isAll: boolean;
};

/**
 * Says what shall be registered for the address of a flow now; `null`: nothing. What was registered
 * otherwise leaves: a worker takes it away at its sender. Only another choice of events is no other place.
 */
export async function wantRegistration(
  scope: Scope,
  store: Store,
  given: { flowId: string; wanted: WantedRegistration | null },
): Promise<void> {
  const { flowId, wanted } = given;
  if (!isUuid(flowId)) return;
  await store.transaction(async (inner) => {
    await selectOne(inner, 'SELECT FROM flows WHERE workspace_id = $1 AND id = $2 FOR UPDATE', [
      scope.workspaceId,
      flowId,
    ]);
    const what = [
      wanted?.app ?? null,
      wanted?.event ?? null,
      wanted?.connectionId ?? null,
      wanted === null ? null : storableJson(wanted.place),
    ];
    await selectOne(inner, leaveSql, [scope.workspaceId, flowId, ...what]);
    if (wanted === null) return;
    const rest = [wanted.id, [...wanted.events], wanted.isAll];
    await selectOne(inner, wantSql, [scope.workspaceId, flowId, ...what, ...rest]);
  });
}

/** What is registered for a flow that is no more leaves. */
export async function leaveRegistrations(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<void> {
  return wantRegistration(scope, store, { flowId, wanted: null });
}

const leaveSql = `
  WITH left_behind AS (
    UPDATE registrations r SET state = 'leaving', due_at = clock_timestamp(), tries = 0
    WHERE r.workspace_id = $1 AND r.flow_id = $2 AND r.state <> 'leaving'
      AND NOT coalesce(r.app = $3 AND r.event = $4 AND r.connection_id = $5::uuid AND r.place = $6::jsonb
        AND r.token = (SELECT h.token FROM hooks h
                       WHERE h.workspace_id = $1 AND h.flow_id = $2 AND h.revoked_at IS NULL), false)
    RETURNING r.id
  ) SELECT id FROM left_behind`;

const wantSql = `
  WITH wanted AS (
    INSERT INTO registrations (workspace_id, id, flow_id, app, event, connection_id, token, place, events, is_all)
    SELECT $1, $7::uuid, $2, $3, $4, $5::uuid, h.token, $6::jsonb, $8::text[], $9::boolean FROM hooks h
    WHERE h.workspace_id = $1 AND h.flow_id = $2 AND h.revoked_at IS NULL
    ON CONFLICT (workspace_id, flow_id) WHERE state <> 'leaving' DO UPDATE
    SET events = excluded.events, is_all = excluded.is_all, due_at = clock_timestamp(), tries = 0
    RETURNING id
  ) SELECT id FROM wanted`;
