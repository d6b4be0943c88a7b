import type { AttemptRecord, RunError, RunMove } from '@hookline/contract';
import { ConnectorError } from '@hookline/connector-kit';
import { decide, isSpent, toRunError, type Decision } from '../decide/decide.js';
import { lookingOutcome, unknownOutcome } from '../decide/unknown-outcome.js';
import type { Trying } from './trying.js';
import { park, settle, type StepEnd } from './step-state.js';

/** Far enough that only a reconnect wakes the run. */
const untilReconnectMs = 30 * 86_400_000;

/** Records a try that did not succeed, and sends the run where the decision says. */
export async function afterFailure(trying: Trying, error: unknown): Promise<StepEnd> {
  const { plan, state } = trying;
  if (!(error instanceof ConnectorError)) state.ports.onDefect(error, plan.step.id);
  const failed: AttemptRecord = {
    ...trying.attempt,
    state: 'failed',
    error: toRunError(error, plan.step.id),
  };
  const decision = decide(
    { error, step: plan.step, effect: trying.effect, spentTries: countSpent(trying, [failed]) },
    { scheduleSecs: state.ports.retryScheduleSecs, random: state.ports.random },
  );
  if (decision.act === 'skip') return settle(state, { ...failed, state: 'skipped' });
  if (decision.act === 'give_up' && plan.step.onError === 'continue') {
    return settle(state, { ...failed, state: 'skipped' });
  }
  if (decision.act === 'give_up' && state.loop?.onError === 'continue') {
    state.unwritten.push(failed);
    return { go: 'leave', because: 'failed' };
  }
  const record = withDoubt(decision, failed);
  return park(state, [record], moveAfter(decision, trying, record.error));
}

function withDoubt({ act }: Decision, failed: AttemptRecord): AttemptRecord {
  if (act === 'unknown') {
    return { ...failed, state: 'unknown', error: unknownOutcome(failed.stepId) };
  }
  if (act === 'look') return { ...failed, state: 'unknown', error: lookingOutcome(failed.stepId) };
  return failed;
}

/** Tries that count against the schedule: those of earlier claims, and the given ones. */
export function countSpent(trying: Trying, more: readonly AttemptRecord[]): number {
  const earlier = trying.state.journal.triesOf(trying.plan.step.id, trying.state.item);
  return [...earlier.filter((attempt) => attempt.state !== 'intent'), ...more].filter((attempt) =>
    isSpent(attempt.error),
  ).length;
}

/** Where a run goes by a decision. */
export function moveAfter(decision: Decision, trying: Trying, shown: RunError | null): RunMove {
  const error = shown ?? unknownOutcome(trying.plan.step.id);
  const { connectionId } = trying.plan.step;
  if ('delayMs' in decision) {
    return {
      to: 'waiting',
      wakeInMs: decision.delayMs,
      waitingFor: waitReason(decision),
      connectionId: null,
      error,
    };
  }
  if (decision.act === 'wait_for_connection' && connectionId !== null) {
    return {
      to: 'waiting',
      wakeInMs: untilReconnectMs,
      waitingFor: 'connection',
      connectionId,
      error,
    };
  }
  return { to: 'needs_attention', error };
}

function waitReason(decision: Decision): 'retry' | 'throttled' {
  if (decision.act === 'retry') return decision.because;
  // The page says why in words: the error that stands beside it is the platform's own.
  return decision.act === 'wait_for_target' ? 'throttled' : 'retry';
}
