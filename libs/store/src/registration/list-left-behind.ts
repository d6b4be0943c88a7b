import type { JsonObject } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

/** A webhook that nobody could take away at its sender. */
export type LeftBehind = {
  readonly id: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly isFlowDeleted: boolean;
  readonly app: string;
  readonly place: JsonObject;
  /** `null`: the connection is gone. */
  readonly connectionName: string | null;
  readonly token: string;
  readonly at: Date;
};

const most = 50;

/**
 * What stayed at senders in the last month, of one flow or of all, also of those that are deleted; not what stands
 * there again, or was changed in place.
 */
export async function listLeftBehind(
  scope: Scope,
  store: Store,
  { flowId }: { readonly flowId: string | null },
): Promise<readonly LeftBehind[]> {
  if (flowId !== null && !isUuid(flowId)) return [];
  return select<LeftBehind>(
    store,
    `SELECT r.id, r.flow_id AS "flowId", f.name AS "flowName", f.deleted_at IS NOT NULL AS "isFlowDeleted",
            r.app, r.place, c.name AS "connectionName", r.token, r.checked_at AS at
     FROM registrations r
     JOIN flows f ON f.workspace_id = r.workspace_id AND f.id = r.flow_id
     LEFT JOIN connections c ON c.workspace_id = r.workspace_id AND c.id = r.connection_id
     WHERE r.workspace_id = $1 AND ($2::uuid IS NULL OR r.flow_id = $2) AND ${isLeftBehind}
       AND NOT EXISTS (SELECT FROM registrations o
                       WHERE o.workspace_id = r.workspace_id AND o.flow_id = r.flow_id
                         AND o.state <> 'leaving' AND o.app = r.app AND o.place = r.place
                         AND (o.connection_id = r.connection_id OR o.sender_ids && r.sender_ids))
     ORDER BY r.checked_at DESC LIMIT ${most}`,
    [scope.workspaceId, flowId],
  );
}

/** A person has removed it. False: there is none of this id. */
export async function forgetLeftBehind(scope: Scope, store: Store, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const row = await selectOne(
    store,
    `WITH forgotten AS (
       DELETE FROM registrations r WHERE r.workspace_id = $1 AND r.id = $2 AND ${isLeftBehind} RETURNING r.id
     ) SELECT id FROM forgotten`,
    [scope.workspaceId, id],
  );
  return row !== null;
}

const isLeftBehind = `r.state = 'leaving' AND r.due_at = 'infinity' AND r.checked_at > now() - interval '30 days'`;
