import type { AttemptRecord, AttemptState, JsonValue, RunError } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

type JournalRow = {
  step_id: string;
  item: string;
  try: number;
  state: AttemptState;
  idempotency_key: string | null;
  input: JsonValue;
  output: JsonValue;
  error: RunError | null;
};

/** Everything that earlier claims of a run recorded, oldest try first. */
export async function readJournal(
  scope: Scope,
  db: Queryable,
  runId: string,
): Promise<readonly AttemptRecord[]> {
  const { rows } = await db.query<JournalRow>({
    name: 'read_journal',
    text: `SELECT step_id, item, try, state, idempotency_key, input, output, error
           FROM step_attempts WHERE workspace_id = $1 AND run_id = $2 ORDER BY step_id, item, try`,
    values: [scope.workspaceId, runId],
  });
  return rows.map((row) => ({
    stepId: row.step_id,
    item: row.item,
    try: row.try,
    state: row.state,
    idempotencyKey: row.idempotency_key,
    input: row.input,
    output: row.output,
    error: row.error,
  }));
}
