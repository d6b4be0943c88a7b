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
