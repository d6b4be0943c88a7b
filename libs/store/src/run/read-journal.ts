import type { JsonValue, RunError, AttemptState } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

/** One try as it was recorded by an earlier claim of the run. */
export type JournalEntry = {
  readonly stepId: string;
  readonly item: string;
  readonly try: number;
  readonly state: AttemptState;
  readonly idempotencyKey: string | null;
  readonly input: JsonValue;
  readonly output: JsonValue;
  readonly error: RunError | null;
  readonly startedAt: Date;
};

type JournalRow = {
  step_id: string;
  item: string;
  try: number;
  state: AttemptState;
  idempotency_key: string | null;
  input: JsonValue;
  output: JsonValue;
  error: RunError | null;
  started_at: Date;
};

/** Everything that earlier claims of a run recorded, oldest try first. */
export async function readJournal(
  scope: Scope,
  db: Queryable,
  runId: string,
): Promise<readonly JournalEntry[]> {
  const { rows } = await db.query<JournalRow>({
    name: 'read_journal',
    text: `SELECT step_id, item, try, state, idempotency_key, input, output, error, started_at
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
    startedAt: row.started_at,
  }));
}
