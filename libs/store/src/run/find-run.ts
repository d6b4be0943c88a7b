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
  /** The part of history that an event came in may be dropped before that of a later run of it. */
  readonly event: EventRecord | null;
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
  if (!version) return null;
  const event = await findEvent(scope, store, run.eventId);
  const attempts = await select<AttemptRow>(store, attemptsSql, [scope.workspaceId, runId]);
  const steps = viewSteps(version.document, attempts);
  return { ...run, versionNumber: version.number, event, steps };
}

type AttemptRow = {
  step_id: string;
  item: string;
  try: number;
  state: AttemptView['state'];
  idempotency_key: string | null;
  input: JsonValue;
  output: JsonValue;
  error: RunError | null;
  started_at: Date;
  finished_at: Date | null;
  answered_by: string | null;
};

const attemptsSql = `
  SELECT step_id, item, try, state, idempotency_key, input, output, error, started_at, finished_at,
         answered_by
  FROM step_attempts WHERE workspace_id = $1 AND run_id = $2 ORDER BY string_to_array(item, '.')::int[], try`;

function viewSteps(document: FlowDocument, attempts: readonly AttemptRow[]): RunStepView[] {
  return walkSteps(document).map(({ step }) => {
    const tried = attempts.filter((attempt) => attempt.step_id === step.id);
    return {
      stepId: step.id,
      type: step.type,
      app: step.type === 'action' ? step.app : null,
      action: step.type === 'action' ? step.action : null,
      name: nameOf(step),
      state: stateOf(tried),
      attempts: bounded(tried).map(viewAttempt),
    };
  });
}

const worst = ['unknown', 'failed', 'intent'] as const;

/** Of a step in a loop the worst of its rounds tells; of any other the last try. */
function stateOf(tried: readonly AttemptRow[]): RunStepView['state'] {
  const last = new Map(tried.map((attempt) => [attempt.item, attempt.state]));
  const states = [...last.values()];
  return worst.find((state) => states.includes(state)) ?? states.at(-1) ?? 'pending';
}

/** Rounds of a long loop that went well say the same again and again; those that did not are all told. */
const maxShown = 100;

function bounded(tried: readonly AttemptRow[]): readonly AttemptRow[] {
  if (tried.length <= maxShown) return tried;
  const isWrong = ({ state }: AttemptRow) => state !== 'succeeded';
  const room = Math.max(0, maxShown - tried.filter(isWrong).length);
  let shown = 0;
  return tried.filter((attempt) => isWrong(attempt) || (shown += 1) <= room).slice(0, 5 * maxShown);
}

function viewAttempt(row: AttemptRow): AttemptView {
  return {
    item: row.item,
    try: row.try,
    state: row.state,
    idempotencyKey: row.idempotency_key,
    input: row.input,
    output: row.output,
    error: row.error,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    answeredBy: row.answered_by,
  };
}
