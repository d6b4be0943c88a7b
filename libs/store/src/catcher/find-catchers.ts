import { catcherDocument, type FlowDocument } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/** An address that belongs to no flow. Its document says what a flow's would say of its address, and has no steps. */
export type CatcherRecord = {
  readonly id: string;
  readonly token: string;
  readonly document: FlowDocument;
  readonly caught: number;
  readonly lastCaughtAt: Date | null;
  readonly createdAt: Date;
};

type Row = Omit<CatcherRecord, 'document'> & { readonly draft: unknown };

/** The catchers of a workspace, the newest first. */
export function listCatchers(scope: Scope, store: Store): Promise<readonly CatcherRecord[]> {
  return find(scope, store, null);
}

export async function findCatcher(
  scope: Scope,
  store: Store,
  catcherId: string,
): Promise<CatcherRecord | null> {
  if (!isUuid(catcherId)) return null;
  const [found] = await find(scope, store, catcherId);
  return found ?? null;
}

async function find(
  scope: Scope,
  store: Store,
  catcherId: string | null,
): Promise<readonly CatcherRecord[]> {
  const rows = await select<Row>(store, findSql, [scope.workspaceId, catcherId]);
  return rows.map(({ draft, ...row }) => ({ ...row, document: catcherDocument.parse(draft) }));
}

// Few requests of each are kept, so that they can be counted.
const findSql = `
  SELECT f.id, h.token, f.draft, c.caught, c.last_at AS "lastCaughtAt", f.created_at AS "createdAt"
  FROM flows f
  JOIN hooks h ON h.workspace_id = f.workspace_id AND h.flow_id = f.id AND h.revoked_at IS NULL
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS caught, max(e.received_at) AS last_at FROM events e
    WHERE e.workspace_id = f.workspace_id AND e.flow_id = f.id
  ) c
  WHERE f.workspace_id = $1 AND f.catches AND f.deleted_at IS NULL AND ($2::uuid IS NULL OR f.id = $2)
  ORDER BY f.id DESC`;
