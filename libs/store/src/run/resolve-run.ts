import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import { storable } from '../database/storable-json.js';
import type { Scope } from '../scope.js';
import type { RunChange } from './cancel-run.js';
import { lockEndedRun, lockOpenRun } from './lock-open-run.js';

export type Resolution = { readonly runId: string } & (
  | { readonly answer: 'it_happened' | 'it_did_not'; readonly answeredBy: string }
  | { readonly answer: 'check_again' }
);

/**
 * Takes a person's word on whether an effect with an unknown outcome happened, keeps whose word it was, and lets the run go on:
 * past the step, to its next try, or to the same question asked of the target again.
 */
export async function resolveRun(
  scope: Scope,
  store: Store,
  given: Resolution,
): Promise<RunChange> {
  return store.transaction(async (inner) => {
    const run = await lockOpenRun(scope, inner, given.runId);
    if (!run) {
      const ended = await lockEndedRun(scope, inner, given.runId);
      return ended ? { outcome: 'conflict', state: ended.state } : { outcome: 'not_found' };
    }
    const isAsked = run.state === 'needs_attention' && run.error?.code === 'outcome_unknown';
    if (!isAsked) return { outcome: 'conflict', state: run.state };
    if (given.answer !== 'check_again') {
      const state = given.answer === 'it_happened' ? 'succeeded' : 'failed';
      await select(inner, answerSql, [
        scope.workspaceId,
        run.id,
        run.error?.stepId,
        state,
        storable(given.answeredBy),
      ]);
    }
    await select(inner, queueSql, [scope.workspaceId, run.id]);
    return { outcome: 'done' };
  });
}

// The last try is the one that is asked about; an earlier unknown one was repeated by the flow's own rule.
const answerSql = `
  WITH answered AS (
    UPDATE step_attempts
    SET state = $4, finished_at = clock_timestamp(), answered_by = $5,
        output = CASE $4 WHEN 'succeeded' THEN 'null'::json ELSE output END,
        error = CASE $4 WHEN 'succeeded' THEN NULL ELSE error END
    WHERE workspace_id = $1 AND run_id = $2 AND step_id = $3 AND state = 'unknown' AND (item, try) = (
      SELECT item, try FROM step_attempts WHERE workspace_id = $1 AND run_id = $2 AND step_id = $3
      ORDER BY started_at DESC, try DESC LIMIT 1)
    RETURNING step_id
  )
  SELECT step_id FROM answered`;

const queueSql = `
  WITH queued AS (
    UPDATE open_runs
    SET state = 'queued', wake_at = clock_timestamp(), strikes = 0, worker = NULL, waiting_for = NULL,
        connection_id = NULL, error = NULL
    WHERE workspace_id = $1 AND id = $2
    RETURNING id
  )
  SELECT id FROM queued`;
