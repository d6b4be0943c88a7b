import type { Trigger } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import { toTrigger, type StoredTrigger } from './stored-trigger.js';

/** The source of a flow's published version; `null`: it has none, or the flow was deleted. */
export async function findLiveTrigger(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<Trigger | null> {
  if (!isUuid(flowId)) return null;
  const row = await selectOne<{ trigger: StoredTrigger }>(
    store,
    `SELECT v.document -> 'trigger' AS trigger FROM flows f
     JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
     WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL`,
    [scope.workspaceId, flowId],
  );
  return row && toTrigger(row.trigger);
}
