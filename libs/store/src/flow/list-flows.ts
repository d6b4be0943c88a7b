import { readStoredFlow, type FlowDocument, type FlowState, type Ledger } from '@hookline/contract';
import { bind, type At } from '../database/bind.js';
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

type Asked = { cursor: string | null; limit: number; text: string | null };

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
  asked: Asked,
): Promise<Page<ListedFlow>> {
  const { at, values } = bind();
  const sql = prepared(listSql(whichOf(scope, asked, at)));
  const [rows, accounts] = await Promise.all([
    select<Row>(store, sql, values),
    countLedgers(scope, store, (own) => `SELECT f.id FROM flows f ${whichOf(scope, asked, own)}`),
  ]);
  const page = cutPage(rows, asked.limit);
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

function whichOf(scope: Scope, { cursor, text, limit }: Asked, at: At): string {
  const where = [`f.workspace_id = ${at(scope.workspaceId, 'uuid')}`, 'f.deleted_at IS NULL'];
  where.push('NOT f.catches');
  if (cursor !== null) where.push(`f.id < ${at(cursor, 'uuid')}`);
  if (text !== null) where.push(`f.name ILIKE ${at(likePattern(text), 'text')}`);
  return `WHERE ${where.join(' AND ')} ORDER BY f.id DESC LIMIT ${limit + 1}`;
}

const listSql = (which: string): string => `
  SELECT f.id, f.name, f.state, f.draft,
         v.document::jsonb IS DISTINCT FROM f.draft::jsonb AS has_changes,
         attention.count AS needs_attention, f.updated_at
  FROM flows f
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int FROM open_runs o
    WHERE o.workspace_id = f.workspace_id AND o.flow_id = f.id AND o.state = 'needs_attention'
  ) attention
  ${which}`;
