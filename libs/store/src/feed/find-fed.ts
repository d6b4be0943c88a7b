import type { Queryable } from '../database/pool.js';
import { readingColumns, toReading, type Reading, type ReadingRow } from '../event/find-hook.js';
import type { Scope } from '../scope.js';

/** The flows that the address of a flow feeds, as each of them reads what comes; in an order that stays. */
export async function findFed(
  scope: Scope,
  db: Queryable,
  mainFlowId: string,
): Promise<readonly Reading[]> {
  const { rows } = await db.query<ReadingRow>({
    name: 'find_fed',
    text: `SELECT ${readingColumns}
           FROM hook_feeds x
           JOIN flows f ON f.workspace_id = x.workspace_id AND f.id = x.flow_id AND f.deleted_at IS NULL
           LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
           WHERE x.workspace_id = $1 AND x.main_flow_id = $2
           ORDER BY f.id`,
    values: [scope.workspaceId, mainFlowId],
  });
  return rows.map(toReading);
}
