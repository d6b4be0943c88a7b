import { flowDocument, type FlowDocument } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

/** The document of a published version: what a run that is pinned to it will do. */
export async function readVersion(
  scope: Scope,
  db: Queryable,
  versionId: string,
): Promise<FlowDocument> {
  const { rows } = await db.query<{ document: unknown }>({
    name: 'read_version',
    text: 'SELECT document FROM flow_versions WHERE workspace_id = $1 AND id = $2',
    values: [scope.workspaceId, versionId],
  });
  if (!rows[0]) throw new Error(`there is no version ${versionId} in this workspace`);
  return flowDocument.parse(rows[0].document);
}
