import { createHash } from 'node:crypto';
import {
  constantReply,
  walkSteps,
  type FlowOrder,
  type JsonObject,
  type JsonValue,
  type PlacedStep,
  type RunReply,
  type Step,
} from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import { toTrigger, type StoredTrigger } from '../flow/stored-trigger.js';
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
  /** It belongs to no flow: what comes is shown, and that is all. */
  readonly catches: boolean;
  /** False for a draft that never went live: whatever comes is a try. */
  readonly isPublished: boolean;
  /** As it was published; read where it is compiled. */
  readonly endpoint: JsonValue;
  /** The published version has a step that answers the sender. */
  readonly mayRespond: boolean;
  /** What it answers whoever sends, while it is live; `null` when that depends on what was sent. */
  readonly constantReply: RunReply | null;
  /** What was registered at the sender, with the secret that goes with it. */
  readonly registration: { readonly id: string; readonly sealed: Buffer } | null;
  /** What was registered there before, and still sends until something stands in its place. */
  readonly former: readonly FormerRegistration[];
  /** Other flows take events from this address, too. */
  readonly feedsOthers: boolean;
  /** The database's clock at this look-up: signatures are judged by it, not by this process's own. */
  readonly databaseNowMs: number;
};

export type FormerRegistration = {
  readonly id: string;
  readonly connectionId: string;
  readonly sealed: Buffer;
};

type HookRow = ReadingRow & {
  former: { id: string; connectionId: string; sealed: string }[] | null;
  now_ms: number;
  registration_id: string | null;
  sealed: Buffer | null;
  feeds_others: boolean;
};

/** What a flow says of the requests that reach it. */
export type Reading = Omit<Hook, 'registration' | 'former' | 'feedsOthers' | 'databaseNowMs'>;

export type ReadingRow = {
  workspace_id: string;
  flow_id: string;
  trigger: StoredTrigger;
  order: FlowOrder | null;
  answer: unknown;
  masks: unknown;
  catches: boolean;
  is_published: boolean;
  is_live: boolean;
  endpoint: JsonValue;
  steps: Step[] | null;
};

/**
 * Of a flow `f` and its published version `v`. What was published counts; a draft that was never published
 * is asked itself, so that its address answers from the start.
 */
export const readingColumns = `
  f.workspace_id, f.id AS flow_id, f.catches, coalesce(v.document, f.draft) -> 'trigger' AS trigger,
  coalesce(v.document, f.draft) -> 'order' AS "order",
  coalesce(v.document, f.draft) -> 'answer' AS answer,
  coalesce(v.document, f.draft) -> 'masks' AS masks, v.id IS NOT NULL AS is_published,
  f.state = 'live' AS is_live,
  coalesce(v.document, f.draft) -> 'endpoint' AS endpoint,
  CASE WHEN v.document::text LIKE '%"respond"%' THEN v.document -> 'steps' END AS steps`;

/** Finds the flow of a token, by the token's hash. */
export async function findHook(db: Queryable, token: string): Promise<Hook | null> {
  const { rows } = await db.query<HookRow>({
    name: 'find_hook',
    text: `SELECT ${readingColumns}, r.id AS registration_id, r.sealed,
                  (SELECT jsonb_agg(jsonb_build_object('id', o.id, 'connectionId', o.connection_id,
                                                       'sealed', encode(o.sealed, 'base64')))
                   FROM registrations o
                   WHERE o.workspace_id = r.workspace_id AND o.flow_id = r.flow_id AND o.state = 'leaving'
                     AND o.app = r.app AND o.event = r.event AND o.token = h.token
                     AND o.sealed IS NOT NULL) AS former,
                  EXISTS (SELECT FROM hook_feeds x
                          WHERE x.workspace_id = h.workspace_id AND x.main_flow_id = h.flow_id) AS feeds_others,
                  extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms
           FROM hooks h
           JOIN flows f ON f.workspace_id = h.workspace_id AND f.id = h.flow_id AND f.deleted_at IS NULL
           LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
           LEFT JOIN registrations r ON r.workspace_id = h.workspace_id AND r.flow_id = h.flow_id
             AND r.state <> 'leaving'
           WHERE h.token_sha256 = $1 AND h.revoked_at IS NULL`,
    values: [hashToken(token)],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    ...toReading(row),
    registration:
      row.registration_id !== null && row.sealed !== null
        ? { id: row.registration_id, sealed: row.sealed }
        : null,
    former: (row.former ?? []).map(({ sealed, ...rest }) => ({
      ...rest,
      sealed: Buffer.from(sealed, 'base64'),
    })),
    feedsOthers: row.feeds_others,
    databaseNowMs: row.now_ms,
  };
}

export function toReading(row: ReadingRow): Reading {
  const { app, event, connectionId, settings } = toTrigger(row.trigger);
  return {
    scope: scopeOf(row.workspace_id),
    flowId: row.flow_id,
    app,
    event,
    connectionId,
    settings,
    order: row.order ?? undefined,
    answer: row.answer,
    masks: row.masks,
    catches: row.catches,
    isPublished: row.is_published,
    endpoint: row.endpoint,
    mayRespond: row.steps !== null && walkSteps({ steps: row.steps }).some(isRespond),
    constantReply: row.steps !== null && row.is_live ? constantReply({ steps: row.steps }) : null,
  };
}

const isRespond = ({ step }: PlacedStep): boolean => step.type === 'respond';

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
