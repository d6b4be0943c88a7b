import { readStoredFlow, type FlowDocument, type FlowState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

export type FlowRecord = {
  readonly id: string;
  readonly name: string;
  readonly state: FlowState;
  readonly token: string;
  readonly draft: FlowDocument;
  /** Set when a newer version of ours wrote the draft: it is read, never saved. */
  readonly newerSchema: number | null;
  readonly draftRevision: number;
  readonly published: PublishedVersion | null;
  readonly hasUnpublishedChanges: boolean;
  /** The event that samples are taken from; `null`: the newest. */
  readonly sampleEventId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type PublishedVersion = {
  readonly versionId: string;
  readonly number: number;
  readonly publishedAt: Date;
};

type Row = {
  id: string;
  name: string;
  state: FlowState;
  token: string;
  draft: unknown;
  draft_revision: number;
  version_id: string | null;
  number: number | null;
  published_at: Date | null;
  has_changes: boolean;
  sample_event_id: string | null;
  created_at: Date;
  updated_at: Date;
};

/** A flow that was not deleted, with its address and what is published of it. */
export async function findFlow(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<FlowRecord | null> {
  if (!isUuid(flowId)) return null;
  const row = await selectOne<Row>(store, findSql, [scope.workspaceId, flowId]);
  return row && toRecord(row);
}

function toRecord(row: Row): FlowRecord {
  const { version_id, number, published_at } = row;
  const { document, newerSchema } = readStoredFlow(row.draft);
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    token: row.token,
    draft: document,
    newerSchema,
    draftRevision: row.draft_revision,
    published:
      version_id && number && published_at
        ? { versionId: version_id, number, publishedAt: published_at }
        : null,
    hasUnpublishedChanges: row.has_changes,
    sampleEventId: row.sample_event_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

const findSql = `
  SELECT f.id, f.name, f.state, h.token, f.draft, f.draft_revision, v.id AS version_id, v.number,
         v.published_at, v.document::jsonb IS DISTINCT FROM f.draft::jsonb AS has_changes,
         f.sample_event_id, f.created_at, f.updated_at
  FROM flows f
  JOIN hooks h ON h.workspace_id = f.workspace_id AND h.flow_id = f.id AND h.revoked_at IS NULL
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL AND NOT f.catches`;
