import type { JsonObject, JsonValue } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import { storableJson } from '../database/storable-json.js';
import { scopeOf, type Scope } from '../scope.js';
import type { CallKind } from './ask-call.js';

export type TakenCall = {
  readonly scope: Scope;
  readonly id: string;
  readonly kind: CallKind;
  readonly request: JsonObject;
};

/** Nobody waits for longer; what is older is forgotten instead of done for nobody. */
const waitedForSecs = 40;

/**
 * Takes questions to answer, the oldest first; two workers never take the same one. A question that was
 * taken is not taken again: its asker would be gone, and a test may have had an effect already.
 * @param ofModels only what is asked of models, or only what is not: they take long.
 */
export async function takeCalls(
  db: Queryable,
  { limit, ofModels }: { readonly limit: number; readonly ofModels: boolean },
): Promise<readonly TakenCall[]> {
  const { rows } = await db.query<{
    workspace_id: string;
    id: string;
    kind: CallKind;
    request: JsonObject;
  }>({ name: 'take_calls', text: takeSql, values: [limit, waitedForSecs, ofModels] });
  return rows.map((row) => ({
    scope: scopeOf(row.workspace_id),
    id: row.id,
    kind: row.kind,
    request: row.request,
  }));
}

const takeSql = `
  WITH forgotten AS (
    DELETE FROM calls WHERE asked_at < clock_timestamp() - make_interval(secs => $2 * 3)
  ), due AS (
    SELECT workspace_id, id FROM calls
    WHERE state = 'asked' AND asked_at >= clock_timestamp() - make_interval(secs => $2)
      AND (kind = 'ask_model') = $3
    ORDER BY asked_at LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE calls c SET state = 'taken' FROM due
  WHERE c.workspace_id = due.workspace_id AND c.id = due.id
  RETURNING c.workspace_id, c.id, c.kind, c.request`;

/** Writes the answer; of a question that was withdrawn meanwhile nothing stays. */
export async function answerCall(
  scope: Scope,
  db: Queryable,
  given: { id: string; answer: JsonValue },
): Promise<void> {
  const { rowCount } = await db.query({
    name: 'answer_call',
    text: `UPDATE calls SET state = 'answered', answer = $3, answered_at = clock_timestamp()
           WHERE workspace_id = $1 AND id = $2 AND state = 'taken' AND answered_at IS NULL`,
    values: [scope.workspaceId, given.id, storableJson(given.answer)],
  });
  if (rowCount === 1) return;
  await db.query({
    name: 'end_withdrawn_call',
    text: `DELETE FROM calls WHERE workspace_id = $1 AND id = $2 AND state = 'taken'`,
    values: [scope.workspaceId, given.id],
  });
}

/** Which of these taken questions still has somebody who waits for its answer. */
export async function findAwaitedCalls(
  db: Queryable,
  calls: readonly Pick<TakenCall, 'scope' | 'id'>[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>({
    name: 'find_awaited_calls',
    text: `SELECT c.id FROM unnest($1::uuid[], $2::uuid[]) AS given (workspace_id, id)
           JOIN calls c ON c.workspace_id = given.workspace_id AND c.id = given.id
           WHERE c.state = 'taken' AND c.answered_at IS NULL`,
    values: [calls.map(({ scope }) => scope.workspaceId), calls.map(({ id }) => id)],
  });
  return new Set(rows.map(({ id }) => id));
}
