import type { AttemptRecord, OwnRunError } from '@hookline/contract';
import { ConnectorError, NeedsReconnect, NotNow, type Verdict } from '@hookline/connector-kit';
import {
  decide,
  nextTryMs,
  timeoutMs,
  toRunError,
  unknownRule,
  type RetryMeans,
} from '../decide/decide.js';
import { plain } from '../decide/plain.js';
import { lookingOutcome, unknownOutcome } from '../decide/unknown-outcome.js';
import type { StepCall } from '../run/engine-run.js';
import { countSpent, moveAfter } from './after-failure.js';
import { park, settle, type StepEnd, type StepState } from './step-state.js';
import type { Trying } from './trying.js';

/**
 * An earlier try left no result: it may or may not have happened. Repeats where that is harmless, looks
 * where the action can look, and asks a person otherwise.
 * @param last the try in question.
 * @returns `null`: go ahead and try.
 */
export async function settleUnknown(
  trying: Trying,
  last: AttemptRecord,
  call: StepCall,
): Promise<StepEnd | null> {
  const { plan, state, effect } = trying;
  const rule = unknownRule(plan.step, effect);
  if (rule === 'look') return lookForIt(trying, last, call);
  const unknown: AttemptRecord = { ...last, state: 'unknown' };
  if (rule === 'ask') {
    return park(state, [unknown], { to: 'needs_attention', error: unknownOutcome(plan.step.id) });
  }
  state.unwritten.push(unknown);
  return null;
}

async function lookForIt(
  trying: Trying,
  last: AttemptRecord,
  call: StepCall,
): Promise<StepEnd | null> {
  const { state } = trying;
  const verdict = await look(trying, call);
  if (verdict instanceof ConnectorError) return hold(trying, last, verdict);
  if (verdict.happened === true) {
    return settle(state, { ...last, state: 'succeeded', output: verdict.output, error: null });
  }
  if (last.state === 'intent') {
    const error = lookingOutcome(trying.plan.step.id);
    // The request of a worker that has just died may still be on its way: a "no" could come too soon.
    return park(state, [{ ...last, state: 'unknown', error }], {
      to: 'waiting',
      wakeInMs: timeoutMs(trying.plan.step),
      waitingFor: 'retry',
      connectionId: null,
      error,
    });
  }
  return verdict.happened === false ? itDidNot(trying, last) : keepLooking(trying, verdict.because);
}

/** Any answer of the target but a clear one leaves it unknown; a hold of ours or of the owner is no answer. */
async function look(trying: Trying, call: StepCall): Promise<Verdict | NeedsReconnect | NotNow> {
  try {
    return await trying.state.ports.verify(call);
  } catch (error) {
    if (error instanceof NeedsReconnect || error instanceof NotNow) return error;
    if (error instanceof ConnectorError) return { happened: 'unknown', because: error.message };
    throw error;
  }
}

/** The record of the try in question stays what it is while the look itself has to wait. */
function hold(trying: Trying, last: AttemptRecord, error: ConnectorError): Promise<StepEnd> {
  const { plan, state, effect } = trying;
  const decision = decide({ error, step: plan.step, effect, spentTries: 0 }, retryMeans(state));
  return park(state, [last], moveAfter(decision, trying, toRunError(error, plan.step.id)));
}

const retryMeans = ({ ports }: StepState): RetryMeans => ({
  scheduleSecs: ports.retryScheduleSecs,
  random: ports.random,
});

async function itDidNot(trying: Trying, last: AttemptRecord): Promise<StepEnd | null> {
  const { plan, state } = trying;
  const failed: AttemptRecord = { ...last, state: 'failed' };
  const spentTries = countSpent(trying, []);
  if (nextTryMs({ step: plan.step, spentTries }, retryMeans(state)) !== null) {
    state.unwritten.push(failed);
    return null;
  }
  return park(state, [failed], {
    to: 'needs_attention',
    error: {
      code: 'unavailable',
      message: 'The target says that it did not happen, and the tries of this step are used up.',
      stepId: plan.step.id,
      pointer: null,
      why: { code: 'tries_used_up' },
    } satisfies OwnRunError,
  });
}

/** Looks again by the step's schedule, and then asks a person: who wants to be asked is asked at once. */
function keepLooking(trying: Trying, because: string | undefined): Promise<StepEnd> {
  const { plan, state } = trying;
  const asked = unknownOutcome(plan.step.id);
  const error =
    because === undefined ? asked : { ...asked, message: plain(`${asked.message} (${because})`) };
  const looked: AttemptRecord = { ...trying.attempt, state: 'unknown', error };
  const spentTries = countSpent(trying, [looked]);
  const wakeInMs =
    plan.step.onUnknown === 'ask'
      ? null
      : nextTryMs({ step: plan.step, spentTries }, retryMeans(state));
  if (wakeInMs === null) return park(state, [looked], { to: 'needs_attention', error });
  return park(state, [looked], {
    to: 'waiting',
    wakeInMs,
    waitingFor: 'retry',
    connectionId: null,
    error,
  });
}
