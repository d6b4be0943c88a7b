import { readStoredFlow, type FlowDocument, type FlowState, type Ledger } from '@hookline/contract';
import { bind } from '../database/bind.js';
import { cutPage, type Page } from '../database/cut-page.js';
import { likePattern } from '../database/like-pattern.js';
import type { Store } from '../database/open-store.js';
import { prepared } from '../database/preparing-client.js';
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
  const { at, values } = bind();
  const where = [
    `f.workspace_id = ${at(scope.workspaceId)}`,
    'f.deleted_at IS NULL',
    'NOT f.catches',
  ];
  if (asked.cursor !== null) where.push(`f.id < ${at(asked.cursor)}`);
  if (asked.text !== null) where.push(`f.name ILIKE ${at(likePattern(asked.text))}`);
  const sql = prepared(listSql(where.join(' AND '), asked.limit + 1));
  const page = cutPage(await select<Row>(store, sql, values), asked.limit);
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

const listSql = (where: string, limit: number): string => `
  SELECT f.id, f.name, f.state, f.draft,
         v.document::jsonb IS DISTINCT FROM f.draft::jsonb AS has_changes,
         attention.count AS needs_attention, f.updated_at
  FROM flows f
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int FROM open_runs o
    WHERE o.workspace_id = f.workspace_id AND o.flow_id = f.id AND o.state = 'needs_attention'
  ) attention
  WHERE ${where}
  ORDER BY f.id DESC
  LIMIT ${limit}`;
