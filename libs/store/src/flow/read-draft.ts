import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

/** The draft as it was last saved; unread JSON, because an old one may need an upgrade first. */
export async function readDraft(scope: Scope, db: Queryable, flowId: string): Promise<unknown> {
  const { rows } = await db.query<{ draft: unknown }>(
    'SELECT draft FROM flows WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL',
    [scope.workspaceId, flowId],
  );
  return rows[0]?.draft ?? null;
}
