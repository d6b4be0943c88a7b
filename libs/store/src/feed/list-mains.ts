import { mostFed, type NamedFlow } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

const mostListed = 200;

/** The flows whose address may feed a flow of this source: published, fed by nobody, with room for one more. */
export function listMains(
  scope: Scope,
  store: Store,
  asked: { flowId: string; source: { app: string; event: string } },
): Promise<readonly NamedFlow[]> {
  const { flowId, source } = asked;
  return select<NamedFlow>(
    store,
    `SELECT f.id, f.name FROM flows f
     JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
     WHERE f.workspace_id = $1 AND f.id <> $2 AND f.deleted_at IS NULL
       AND v.document -> 'trigger' ->> 'app' = $3 AND v.document -> 'trigger' ->> 'event' = $4
       AND NOT EXISTS (SELECT FROM hook_feeds x WHERE x.workspace_id = $1 AND x.flow_id = f.id)
       AND NOT EXISTS (SELECT FROM hook_feeds x WHERE x.workspace_id = $1 AND x.main_flow_id = $2)
       AND (SELECT count(*) FROM hook_feeds x
            WHERE x.workspace_id = $1 AND x.main_flow_id = f.id AND x.flow_id <> $2) < ${mostFed}
     ORDER BY f.id DESC
     LIMIT ${mostListed}`,
    [scope.workspaceId, flowId, source.app, source.event],
  );
}
