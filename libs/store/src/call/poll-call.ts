import type { JsonObject } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import type { CallAnswer, CallKind } from './ask-call.js';

type Which = { readonly id: string; readonly kind: CallKind };

export type PolledCall = {
  readonly request: JsonObject;
  /** `null`: it is being worked on. */
  readonly answer: CallAnswer | null;
  /** No worker took it in time, or whoever took it is gone. */
  readonly isLost: boolean;
};

/**
 * What became of a question that is waited for in turns. It stays until it is withdrawn or too old, so that an
 * answer is not lost with the line that it was read over. `null`: there is no such question.
 */
export async function pollCall(
  scope: Scope,
  store: Store,
  which: Which,
): Promise<PolledCall | null> {
  if (!isUuid(which.id)) return null;
  const row = await selectOne<{ request: JsonObject; answer: CallAnswer | null; is_lost: boolean }>(
    store,
    `SELECT request, answer,
       asked_at < clock_timestamp()
         - CASE WHEN state = 'asked' THEN interval '40 seconds' ELSE interval '110 seconds' END AS is_lost
     FROM calls
     WHERE workspace_id = $1 AND id = $2 AND kind = $3
       AND (state <> 'taken' OR answered_at IS NULL)`,
    [scope.workspaceId, which.id, which.kind],
  );
  return row ? { request: row.request, answer: row.answer, isLost: row.is_lost } : null;
}

/**
 * Forgets a question that nobody waits for any more; false when there is none. One that a worker has is emptied
 * and marked by an end without an answer; the worker lets go of it and removes it.
 */
export async function withdrawCall(scope: Scope, store: Store, which: Which): Promise<boolean> {
  if (!isUuid(which.id)) return false;
  const row = await selectOne<{ id: string }>(store, withdrawSql, [
    scope.workspaceId,
    which.id,
    which.kind,
  ]);
  return row !== null;
}

const withdrawSql = `
  WITH found AS (
    SELECT workspace_id, id, state FROM calls
    WHERE workspace_id = $1 AND id = $2 AND kind = $3
      AND (state <> 'taken' OR answered_at IS NULL)
    FOR UPDATE
  ), forgotten AS (
    DELETE FROM calls c USING found f
    WHERE c.workspace_id = f.workspace_id AND c.id = f.id AND f.state <> 'taken'
  ), emptied AS (
    UPDATE calls c SET request = '{}', answered_at = clock_timestamp() FROM found f
    WHERE c.workspace_id = f.workspace_id AND c.id = f.id AND f.state = 'taken'
  ) SELECT id FROM found`;
