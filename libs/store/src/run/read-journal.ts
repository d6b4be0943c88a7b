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
  started_at: Date;
  finished_at: Date | null;
  is_own: boolean;
};

export type JournalRecord = AttemptRecord & {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** False for what a replay took over from the run that it repeats. */
  readonly isOwn: boolean;
};

/** Everything that earlier claims of a run recorded, oldest try first. */
export async function readJournal(
  scope: Scope,
  db: Queryable,
  runId: string,
): Promise<readonly JournalRecord[]> {
  const { rows } = await db.query<JournalRow>({
    name: 'read_journal',
    text: `SELECT step_id, item, try, state, idempotency_key, input, output, error,
             started_at, finished_at, fence > 0 AS is_own
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
    finishedAt: row.finished_at,
    isOwn: row.is_own,
  }));
}
