import { flowDocument, type FlowDocument } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

export type ShadowSubject = {
  readonly draft: FlowDocument;
  readonly revision: number;
  readonly live: {
    readonly versionId: string;
    readonly number: number;
    readonly document: FlowDocument;
  } | null;
};

type Row = {
  draft: unknown;
  revision: number;
  versionId: string | null;
  number: number;
  document: unknown;
};

/** A draft and the version that it would take the place of, read together. */
export async function readShadowSubject(
  scope: Scope,
  db: Queryable,
  flowId: string,
): Promise<ShadowSubject | null> {
  const { rows } = await db.query<Row>(
    `SELECT f.draft, f.draft_revision AS revision, v.id AS "versionId", v.number, v.document
     FROM flows f
     LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
     WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL`,
    [scope.workspaceId, flowId],
  );
  const [row] = rows;
  if (!row) return null;
  const { versionId, number, document } = row;
  return {
    draft: flowDocument.parse(row.draft),
    revision: row.revision,
    live: versionId === null ? null : { versionId, number, document: flowDocument.parse(document) },
  };
}
