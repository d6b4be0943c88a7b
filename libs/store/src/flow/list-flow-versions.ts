import { flowDocument, type FlowDocument } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { flowVersionEntity, type FlowVersionRow } from './flow-version.entity.js';

export type VersionRecord = {
  readonly id: string;
  readonly flowId: string;
  readonly number: number;
  readonly publishedAt: Date;
  readonly document: FlowDocument;
};

/** Everything that was ever published of a flow, the newest first. */
export async function listFlowVersions(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<readonly VersionRecord[]> {
  if (!isUuid(flowId)) return [];
  const rows = await store.getRepository(flowVersionEntity).find({
    where: { workspaceId: scope.workspaceId, flowId },
    order: { number: 'DESC' },
  });
  return rows.map(toRecord);
}

/** The version that a run is pinned to. */
export async function findFlowVersion(
  scope: Scope,
  store: Store,
  versionId: string,
): Promise<VersionRecord | null> {
  if (!isUuid(versionId)) return null;
  const key = { workspaceId: scope.workspaceId, id: versionId };
  const row = await store.getRepository(flowVersionEntity).findOneBy(key);
  return row && toRecord(row);
}

function toRecord(row: FlowVersionRow): VersionRecord {
  return {
    id: row.id,
    flowId: row.flowId,
    number: row.number,
    publishedAt: row.publishedAt,
    document: flowDocument.parse(row.document),
  };
}
