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
 * What became of a question that is waited for in turns; the answer is given out once, and then both are
 * forgotten. `null`: there is no such question.
 */
export async function pollCall(
  scope: Scope,
  store: Store,
  which: Which,
): Promise<PolledCall | null> {
  if (!isUuid(which.id)) return null;
  const row = await selectOne<{ request: JsonObject; answer: CallAnswer | null; is_lost: boolean }>(
    store,
    `WITH answered AS (
       DELETE FROM calls WHERE workspace_id = $1 AND id = $2 AND kind = $3 AND state = 'answered'
       RETURNING answer
     )
     SELECT request, (SELECT answer FROM answered) AS answer,
       asked_at < clock_timestamp()
         - CASE WHEN state = 'asked' THEN interval '40 seconds' ELSE interval '110 seconds' END AS is_lost
     FROM calls WHERE workspace_id = $1 AND id = $2 AND kind = $3`,
    [scope.workspaceId, which.id, which.kind],
  );
  return row ? { request: row.request, answer: row.answer, isLost: row.is_lost } : null;
}

/** Forgets a question that nobody waits for any more; false when there is none. */
export async function withdrawCall(scope: Scope, store: Store, which: Which): Promise<boolean> {
  if (!isUuid(which.id)) return false;
  const row = await selectOne<{ id: string }>(
    store,
    `WITH withdrawn AS (
       DELETE FROM calls WHERE workspace_id = $1 AND id = $2 AND kind = $3 RETURNING id
     ) SELECT id FROM withdrawn`,
    [scope.workspaceId, which.id, which.kind],
  );
  return row !== null && row !== undefined;
}

/** How many questions of a kind a workspace waits for. */
export async function countOpenCalls(scope: Scope, store: Store, kind: CallKind): Promise<number> {
  const row = await selectOne<{ count: number }>(
    store,
    `SELECT count(*)::int AS count FROM calls
     WHERE workspace_id = $1 AND kind = $2 AND state <> 'answered'
       AND asked_at > clock_timestamp() - interval '110 seconds'`,
    [scope.workspaceId, kind],
  );
  return row?.count ?? 0;
}
