import { readStoredFlow, type FlowDocument, type FlowState, type Ledger } from '@hookline/contract';
import { cutPage, type Page } from '../database/cut-page.js';
import { likePattern } from '../database/like-pattern.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import { countLedgers } from '../ledger/count-ledgers.js';
import type { Scope } from '../scope.js';

export type ListedFlow = {
  readonly id: string;
  readonly name: string;
  readonly state: FlowState;
  readonly draft: FlowDocument;
  readonly hasUnpublishedChanges: boolean;
  readonly lastEventAt: Date | null;
  readonly needsAttention: number;
  readonly ledger: Ledger;
  readonly updatedAt: Date;
};

type Row = {
  id: string;
  name: string;
  state: FlowState;
  draft: unknown;
  has_changes: boolean;
  needs_attention: number;
  updated_at: Date;
};

/** Flows, the newest first, with what has become of their events. */
export async function listFlows(
  scope: Scope,
  store: Store,
  asked: { cursor: string | null; limit: number; text: string | null },
): Promise<Page<ListedFlow>> {
  const pattern = asked.text === null ? null : likePattern(asked.text);
  const values = [scope.workspaceId, asked.cursor, pattern, asked.limit + 1];
  const page = cutPage(await select<Row>(store, listSql, values), asked.limit);
  const ids = page.items.map((row) => row.id);
  const accounts = await countLedgers(scope, store, ids);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({
      id: row.id,
      name: row.name,
      state: row.state,
      draft: readStoredFlow(row.draft).document,
      hasUnpublishedChanges: row.has_changes,
      needsAttention: row.needs_attention,
      ...accounts(row.id),
      updatedAt: row.updated_at,
    })),
  };
}

const listSql = `
  SELECT f.id, f.name, f.state, f.draft,
         v.document::jsonb IS DISTINCT FROM f.draft::jsonb AS has_changes,
         attention.count AS needs_attention, f.updated_at
  FROM flows f
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int FROM open_runs o
    WHERE o.workspace_id = f.workspace_id AND o.flow_id = f.id AND o.state = 'needs_attention'
  ) attention
  WHERE f.workspace_id = $1 AND f.deleted_at IS NULL AND NOT f.catches
    AND ($2::uuid IS NULL OR f.id < $2)
    AND ($3::text IS NULL OR f.name ILIKE $3)
  ORDER BY f.id DESC
  LIMIT $4`;
