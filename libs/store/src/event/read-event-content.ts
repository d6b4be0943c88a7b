import type { Queryable } from '../database/pool.js';
import type { ClaimedEvent } from '../run/claim-runs.js';
import type { Scope } from '../scope.js';

type ContentRow = {
  id: string;
  received_at: Date;
  method: string;
  path: string;
  query: string;
  headers: [string, string][];
  body_kind: ClaimedEvent['bodyKind'];
  content: Buffer;
  is_derived: boolean;
};

/** An event with its content, however large. */
export type WholeEvent = ClaimedEvent & { readonly content: Buffer };

/** One stored event as a run would see it; `null` when there is none of this id in the workspace. */
export async function readEventContent(
  scope: Scope,
  db: Queryable,
  eventId: string,
): Promise<WholeEvent | null> {
  const { rows } = await db.query<ContentRow>(
    `SELECT id, received_at, method, path, query, headers, body_kind,
            coalesce(payload, body) AS content, payload IS NOT NULL AS is_derived
     FROM events WHERE workspace_id = $1 AND id = $2`,
    [scope.workspaceId, eventId],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    receivedAt: row.received_at,
    method: row.method,
    path: row.path,
    query: row.query,
    headers: row.headers,
    bodyKind: row.body_kind,
    content: row.content,
    contentBytes: row.content.length,
    isDerived: row.is_derived,
  };
}
