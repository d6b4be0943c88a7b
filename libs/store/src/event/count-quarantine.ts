import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

/** How many events of a flow wait for somebody to say whether they are to be trusted. */
export async function countQuarantine(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<number | null> {
  if (!isUuid(flowId)) return null;
  const row = await selectOne<{ count: number }>(
    store,
    `SELECT (SELECT count(*) FROM events e
             WHERE e.workspace_id = $1 AND e.flow_id = $2 AND e.state = 'held' AND e.reason IS NOT NULL)::int AS count
     FROM flows f WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL AND NOT f.catches`,
    [scope.workspaceId, flowId],
  );
  return row?.count ?? null;
}
