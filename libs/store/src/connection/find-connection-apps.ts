import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/** The apps of those of the named connections that are this workspace's own. */
export async function findConnectionApps(
  scope: Scope,
  store: Store,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = connectionIds.filter(isUuid);
  if (ids.length === 0) return new Map();
  const rows = await select<{ id: string; app: string }>(
    store,
    'SELECT id, app FROM connections WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
    [scope.workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.app]));
}
