import { flowDocument, type FlowDocument } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';
import { flowVersionEntity, type FlowVersionRow } from './flow-version.entity.js';

export type VersionRecord = {
  readonly id: string;
  readonly flowId: string;
  readonly number: number;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  readonly document: FlowDocument;
};

export type NamedVersion = VersionRecord & { readonly name: string | null };

/** Everything that was ever published of a flow, the newest first. */
export async function listFlowVersions(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<readonly NamedVersion[]> {
  if (!isUuid(flowId)) return [];
  const names = await namesOf(scope, store, flowId);
  const rows = await store.getRepository(flowVersionEntity).find({
    where: { workspaceId: scope.workspaceId, flowId },
    order: { number: 'DESC' },
  });
  return rows.map((row) => ({ ...toRecord(row), name: names.get(row.id) ?? null }));
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

async function namesOf(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await select<{ id: string; name: string }>(
    store,
    `SELECT n.version_id AS id, n.name FROM flow_version_names n
     JOIN flow_versions v ON v.workspace_id = n.workspace_id AND v.id = n.version_id
     WHERE n.workspace_id = $1 AND v.flow_id = $2`,
    [scope.workspaceId, flowId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function toRecord(row: FlowVersionRow): VersionRecord {
  return {
    id: row.id,
    flowId: row.flowId,
    number: row.number,
    publishedAt: row.publishedAt,
    publishedBy: row.publishedBy,
    document: flowDocument.parse(row.document),
  };
}
