import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

/** The id of the event that first brought one of these dedupe keys to the flow: what a duplicate is answered with. */
export async function findFirstEvent(
  scope: Scope,
  db: Queryable,
  given: { flowId: string; dedupeKeys: readonly string[] },
): Promise<string | null> {
  const { rows } = await db.query<{ event_id: string }>({
    name: 'find_first_event',
    text: `SELECT event_id FROM event_dedupe
           WHERE workspace_id = $1 AND flow_id = $2 AND key = ANY($3::text[]) ORDER BY event_id LIMIT 1`,
    values: [scope.workspaceId, given.flowId, given.dedupeKeys],
  });
  return rows[0]?.event_id ?? null;
}
