import {
  walkSteps,
  type AttemptView,
  type FlowDocument,
  type JsonValue,
  type RunError,
  type RunStepView,
} from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import { findEvent, type EventRecord } from '../event/find-event.js';
import { findFlowVersion } from '../flow/list-flow-versions.js';
import type { Scope } from '../scope.js';
import { findRunSql, type ListedRun } from './list-runs.js';
import { nameOf } from './name-of.js';

export type RunRecord = ListedRun & {
  readonly versionNumber: number;
  readonly event: EventRecord;
  readonly steps: readonly RunStepView[];
};

/** A run with every step of its version, in the order of the document, and what was tried of each. */
export async function findRun(
  scope: Scope,
  store: Store,
  runId: string,
): Promise<RunRecord | null> {
  if (!isUuid(runId)) return null;
  const run = await selectOne<ListedRun>(store, findRunSql, [scope.workspaceId, runId]);
  if (!run) return null;
  const version = await findFlowVersion(scope, store, run.versionId);
  const event = await findEvent(scope, store, run.eventId);
  if (!version || !event) return null;
  const attempts = await select<AttemptRow>(store, attemptsSql, [scope.workspaceId, runId]);
  const steps = viewSteps(version.document, attempts);
  return { ...run, versionNumber: version.number, event, steps };
}

type AttemptRow = {
  step_id: string;
  try: number;
  state: AttemptView['state'];
  idempotency_key: string | null;
  input: JsonValue;
  output: JsonValue;
  error: RunError | null;
  started_at: Date;
  finished_at: Date | null;
};

const attemptsSql = `
  SELECT step_id, try, state, idempotency_key, input, output, error, started_at, finished_at
  FROM step_attempts WHERE workspace_id = $1 AND run_id = $2 ORDER BY item, try`;

function viewSteps(document: FlowDocument, attempts: readonly AttemptRow[]): RunStepView[] {
  return walkSteps(document).map(({ step }) => {
    const tried = attempts.filter((attempt) => attempt.step_id === step.id);
    return {
      stepId: step.id,
      type: step.type,
      app: step.type === 'action' ? step.app : null,
      action: step.type === 'action' ? step.action : null,
      name: nameOf(step),
      state: tried.at(-1)?.state ?? 'pending',
      attempts: tried.map(viewAttempt),
    };
  });
}

function viewAttempt(row: AttemptRow): AttemptView {
  return {
    try: row.try,
    state: row.state,
    idempotencyKey: row.idempotency_key,
    input: row.input,
    output: row.output,
    error: row.error,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
