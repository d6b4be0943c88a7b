import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import { judgeFeed, type FeedTrouble } from './judge-feed.js';

/** Whose address fed the flow before, and whose does now. */
export type KeptFeed = {
  readonly before: string | null;
  readonly now: string | null;
  /** Why what the flow says could not be done; it is fed by nobody then. */
  readonly trouble: FeedTrouble | null;
};

/** One change of who feeds whom at a time in a workspace: two flows that choose each other would make a ring. */
export async function lockFeeds(scope: Scope, store: Store): Promise<void> {
  await selectOne(
    store,
    `SELECT pg_advisory_xact_lock(hashtextextended('hookline.feeds.' || $1, 0))`,
    [scope.workspaceId],
  );
}

/**
 * Makes the feed of a flow what its published version says, or its draft while it was never published; a
 * flow that is deleted is fed no more. Within a transaction that holds `lockFeeds`.
 */
export async function keepFeed(scope: Scope, store: Store, flowId: string): Promise<KeptFeed> {
  const values = [scope.workspaceId, flowId];
  const said = await selectOne<Said>(store, saidSql, values);
  const wanted = said?.through ?? null;
  const trouble =
    said === null || wanted === null
      ? null
      : (await judgeFeed(scope, store, { flowId, mainFlowId: wanted, source: said.source }))
          .trouble;
  const now = trouble === null ? wanted : null;
  const gone = await selectOne<{ id: string }>(store, leaveSql, values);
  if (now !== null) await selectOne(store, joinSql, [...values, now]);
  return { before: gone?.id ?? null, now, trouble };
}

type Said = { through: string | null; source: { app: string; event: string } };

const saidSql = `
  SELECT coalesce(v.document, f.draft) -> 'endpoint' ->> 'through' AS through,
         coalesce(v.document, f.draft) -> 'trigger' AS source
  FROM flows f
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL`;

const leaveSql = `
  WITH gone AS (
    DELETE FROM hook_feeds WHERE workspace_id = $1 AND flow_id = $2 RETURNING main_flow_id AS id
  ) SELECT id FROM gone`;

const joinSql = `
  WITH joined AS (
    INSERT INTO hook_feeds (workspace_id, flow_id, main_flow_id) VALUES ($1, $2, $3) RETURNING flow_id
  ) SELECT flow_id FROM joined`;
