import { createHash } from 'node:crypto';
import type { FlowOrder, JsonObject, JsonValue } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import { scopeOf, type Scope } from '../scope.js';

/** Where a webhook's address leads: which flow, and what its source asks of a request. */
export type Hook = {
  readonly scope: Scope;
  readonly flowId: string;
  readonly app: string;
  readonly event: string;
  readonly connectionId: string | null;
  readonly settings: JsonObject;
  readonly order: FlowOrder | undefined;
  /** What the owner wants a sender to read, and never to see stored; as they lie in the document. */
  readonly answer: unknown;
  readonly masks: unknown;
  /** False for a draft that never went live: whatever comes is a try. */
  readonly isPublished: boolean;
  /** As it was published; read where it is compiled. */
  readonly endpoint: JsonValue;
  /** The database's clock at this look-up: signatures are judged by it, not by this process's own. */
  readonly databaseNowMs: number;
};

type HookRow = {
  workspace_id: string;
  flow_id: string;
  now_ms: number;
  trigger: { app: string; event: string; connectionId?: string | null; settings?: JsonObject };
  order: FlowOrder | null;
  answer: unknown;
  masks: unknown;
  is_published: boolean;
  endpoint: JsonValue;
};

/**
 * Finds the flow of a token, by the token's hash. The published version's source counts while there is
 * one; a draft that was never published is asked itself, so that its address answers from the start.
 */
export async function findHook(db: Queryable, token: string): Promise<Hook | null> {
  const { rows } = await db.query<HookRow>({
    name: 'find_hook',
    text: `SELECT h.workspace_id, h.flow_id, coalesce(v.document, f.draft) -> 'trigger' AS trigger,
                  coalesce(v.document, f.draft) -> 'order' AS "order",
                  coalesce(v.document, f.draft) -> 'answer' AS answer,
                  coalesce(v.document, f.draft) -> 'masks' AS masks, v.id IS NOT NULL AS is_published,
                  coalesce(v.document, f.draft) -> 'endpoint' AS endpoint,
                  extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms
           FROM hooks h
           JOIN flows f ON f.workspace_id = h.workspace_id AND f.id = h.flow_id AND f.deleted_at IS NULL
           LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
           WHERE h.token_sha256 = $1 AND h.revoked_at IS NULL`,
    values: [hashToken(token)],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    scope: scopeOf(row.workspace_id),
    flowId: row.flow_id,
    app: row.trigger.app,
    event: row.trigger.event,
    connectionId: row.trigger.connectionId ?? null,
    settings: row.trigger.settings ?? {},
    order: row.order ?? undefined,
    answer: row.answer,
    masks: row.masks,
    isPublished: row.is_published,
    endpoint: row.endpoint,
    databaseNowMs: row.now_ms,
  };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
