import type { JsonObject, JsonValue } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import { storableJson } from '../database/storable-json.js';
import type { Scope } from '../scope.js';

/** What only a worker may do, because only it talks to the outside world. */
export type CallKind =
  'check_connection' | 'list_choices' | 'test_step' | 'shadow_run' | 'ask_model';

export type CallAnswer =
  | { readonly ok: true; readonly value: JsonValue }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      /** What lies behind it, for who says it in another language. */
      readonly why?: JsonValue;
    };

/** Leaves a question for the workers. */
export async function askCall(
  scope: Scope,
  store: Store,
  call: { id: string; kind: CallKind; request: JsonObject },
): Promise<void> {
  await select(
    store,
    `WITH asked AS (
       INSERT INTO calls (workspace_id, id, kind, request) VALUES ($1, $2, $3, $4) RETURNING id
     ) SELECT id FROM asked`,
    [scope.workspaceId, call.id, call.kind, storableJson(call.request)],
  );
}

/** As long as a question can be with a worker; what is older is forgotten (`takeCalls`). */
const longestSecs = 120;

/**
 * The same, unless the workspace has so many of the kind already: those that were withdrawn count until the
 * worker has let go of them.
 */
export async function askCallWithin(
  scope: Scope,
  store: Store,
  call: { id: string; kind: CallKind; request: JsonObject },
  most: number,
): Promise<'asked' | 'too_many'> {
  return store.transaction(async (inner) => {
    // One at a time in a workspace: two that count at once would both find room for the last one.
    await selectOne(inner, lockSql, [scope.workspaceId]);
    const open = await select(inner, openSql, [scope.workspaceId, call.kind, longestSecs]);
    if (open.length >= most) return 'too_many';
    await askCall(scope, inner, call);
    return 'asked';
  });
}

const lockSql = `SELECT pg_advisory_xact_lock(hashtextextended('hookline.calls.' || $1, 0))`;

const openSql = `
  SELECT id FROM calls
  WHERE workspace_id = $1 AND kind = $2 AND state <> 'answered'
    AND asked_at > clock_timestamp() - make_interval(secs => $3)`;

/** The answer, once there is one; the question is then forgotten, as it may hold a person's data. */
export async function readCall(
  scope: Scope,
  store: Store,
  callId: string,
): Promise<CallAnswer | null> {
  if (!isUuid(callId)) return null;
  const row = await selectOne<{ answer: CallAnswer }>(
    store,
    `WITH answered AS (
       DELETE FROM calls WHERE workspace_id = $1 AND id = $2 AND state = 'answered' RETURNING answer
     ) SELECT answer FROM answered`,
    [scope.workspaceId, callId],
  );
  return row?.answer ?? null;
}

/** Forgets a question that nobody waits for any more; a worker that has it answers nobody. */
export async function dropCall(scope: Scope, store: Store, callId: string): Promise<void> {
  await select(
    store,
    `WITH dropped AS (
       DELETE FROM calls WHERE workspace_id = $1 AND id = $2 RETURNING id
     ) SELECT id FROM dropped`,
    [scope.workspaceId, callId],
  );
}
