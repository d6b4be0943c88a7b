import type { WrittenWhy } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import type { RegistrationState } from './claim-registrations.js';

/** What people see of a registration. */
export type RegistrationRecord = {
  readonly state: Exclude<RegistrationState, 'leaving'>;
  readonly error: string | null;
  readonly why: WrittenWhy | null;
  readonly hasFormer: boolean;
  readonly checkedAt: Date | null;
};

/** What is registered for a flow; `null`: nothing is, and nothing is wanted. */
export async function findRegistration(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<RegistrationRecord | null> {
  if (!isUuid(flowId)) return null;
  return selectOne<RegistrationRecord>(
    store,
    `SELECT r.state, r.error, r.why, r.checked_at AS "checkedAt",
            EXISTS (SELECT FROM registrations o
                    WHERE o.workspace_id = r.workspace_id AND o.flow_id = r.flow_id
                      AND o.state = 'leaving' AND o.due_at < 'infinity' AND o.app = r.app AND o.event = r.event
                      AND cardinality(o.sender_ids) > 0) AS "hasFormer"
     FROM registrations r
     WHERE r.workspace_id = $1 AND r.flow_id = $2 AND r.state <> 'leaving'`,
    [scope.workspaceId, flowId],
  );
}

/** Lets a worker look at it now. False: there is nothing to look at. */
export async function retryRegistration(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<boolean> {
  if (!isUuid(flowId)) return false;
  const row = await selectOne(
    store,
    `WITH due AS (
       UPDATE registrations SET due_at = clock_timestamp(), tries = 0
       WHERE workspace_id = $1 AND flow_id = $2 AND state <> 'leaving' RETURNING id
     ) SELECT id FROM due`,
    [scope.workspaceId, flowId],
  );
  return row !== null;
}

/** Flows whose live source uses a connection: what it can do now, they may want. */
export async function findFlowsOfSource(
  scope: Scope,
  store: Store,
  connectionId: string,
): Promise<readonly string[]> {
  if (!isUuid(connectionId)) return [];
  const row = await selectOne<{ ids: string[] }>(
    store,
    `SELECT coalesce(array_agg(f.id), '{}') AS ids FROM flows f
     JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
     WHERE f.workspace_id = $1 AND f.deleted_at IS NULL AND v.document -> 'trigger' ->> 'connectionId' = $2`,
    [scope.workspaceId, connectionId],
  );
  return row?.ids ?? [];
}
