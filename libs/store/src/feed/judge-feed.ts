import { mostFed } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

/** A flow whose address is to feed another. */
export type MainFlow = {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  /** Of the published version; `null`: it was never published. */
  readonly source: { readonly app: string; readonly event: string } | null;
};

/** Why a flow cannot take events from the address of another. */
export type FeedTrouble =
  'itself' | 'unknown' | 'unpublished' | 'other_source' | 'is_fed' | 'feeds_others' | 'full';

export type JudgedFeed = { readonly main: MainFlow | null; readonly trouble: FeedTrouble | null };

type Asked = {
  readonly flowId: string;
  readonly mainFlowId: string;
  /** Of the flow that is to be fed. */
  readonly source: { readonly app: string; readonly event: string };
};

/** Whether a flow can take events from the address of another one: no chains, no rings, one source. */
export async function judgeFeed(scope: Scope, store: Store, asked: Asked): Promise<JudgedFeed> {
  const { flowId, mainFlowId, source } = asked;
  if (mainFlowId === flowId) return { main: null, trouble: 'itself' };
  const values = [scope.workspaceId, flowId, mainFlowId];
  const row = isUuid(mainFlowId) ? await selectOne<Row>(store, mainSql, values) : null;
  if (row === null) return { main: null, trouble: 'unknown' };
  const { id, name, token } = row;
  const main: MainFlow = { id, name, token, source: row.source };
  return { main, trouble: troubleOf(row, source) };
}

type Row = MainFlow & { is_fed: boolean; feeds_others: boolean; others: number };

function troubleOf(row: Row, source: Asked['source']): FeedTrouble | null {
  if (row.source === null) return 'unpublished';
  if (row.source.app !== source.app || row.source.event !== source.event) return 'other_source';
  if (row.is_fed) return 'is_fed';
  if (row.feeds_others) return 'feeds_others';
  return row.others >= mostFed ? 'full' : null;
}

const mainSql = `
  SELECT f.id, f.name, h.token, v.document -> 'trigger' AS source,
         EXISTS (SELECT FROM hook_feeds x WHERE x.workspace_id = $1 AND x.flow_id = f.id) AS is_fed,
         EXISTS (SELECT FROM hook_feeds x WHERE x.workspace_id = $1 AND x.main_flow_id = $2) AS feeds_others,
         (SELECT count(*)::int FROM hook_feeds x
          WHERE x.workspace_id = $1 AND x.main_flow_id = f.id AND x.flow_id <> $2) AS others
  FROM flows f
  JOIN hooks h ON h.workspace_id = f.workspace_id AND h.flow_id = f.id AND h.revoked_at IS NULL
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  WHERE f.workspace_id = $1 AND f.id = $3 AND f.deleted_at IS NULL AND NOT f.catches`;
