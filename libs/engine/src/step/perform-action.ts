import { isObject, type AttemptRecord, type JsonObject, type JsonValue } from '@hookline/contract';
import { ConnectorError, Rejected, type Action } from '@hookline/connector-kit';
import { mustAsk } from '../decide/decide.js';
import { idempotencyKey } from '../decide/idempotency-key.js';
import { unknownOutcome } from '../decide/unknown-outcome.js';
import type { StepCall } from '../run/engine-run.js';
import type { PlanAction } from '../plan/compile-plan.js';
import { afterFailure } from './after-failure.js';
import { boundOutput } from './bound-output.js';
import { nameMissing, renderInput, type RenderedInput } from './render-input.js';
import type { Trying } from './trying.js';
import { park, settle, settledBefore, goOn, type StepEnd, type StepState } from './step-state.js';

/** What the connector threw, told apart from a failure of the database or a lost lease. */
class StepFailed extends Error {}

const defaultTimeoutMs = 30_000;

/** Performs one effect, once, as far as that can be known; what an earlier claim finished is kept. */
export async function performAction(plan: PlanAction, state: StepState): Promise<StepEnd> {
  const done = settledBefore(state, plan.step.id);
  if (done) {
    state.context.outputs[plan.step.id] = done.output;
    return goOn;
  }
  const tries = state.journal.triesOf(plan.step.id, '');
  const last = tries.at(-1);
  const trying = startTry(plan, state, (last?.try ?? 0) + 1);
  if (plan.action === null) {
    return afterFailure(
      trying,
      new Rejected(`this server does not know ${plan.step.app}/${plan.step.action}`),
    );
  }
  const rendered = renderInput(plan, state);
  const ready = withInput(trying, plan.action, rendered.input);
  if (rendered.fault) return afterFailure(ready, rendered.fault);
  if (last && (last.state === 'intent' || last.state === 'unknown')) {
    const known = await settleUnknown(ready, plan.action, last);
    if (known) return known;
  }
  return attemptOnce(ready, plan.action, rendered);
}

function startTry(plan: PlanAction, state: StepState, number: number): Trying {
  const key = idempotencyKey({ rootRunId: state.run.rootRunId, stepId: plan.step.id, item: '' });
  const attempt: AttemptRecord = {
    stepId: plan.step.id,
    item: '',
    try: number,
    state: 'intent',
    idempotencyKey: key,
    input: null,
    output: null,
    error: null,
  };
  return { plan, state, effect: 'once', attempt };
}

function withInput(trying: Trying, action: Action, input: JsonObject): Trying {
  const hasConnection = trying.plan.step.connectionId !== null;
  return {
    ...trying,
    effect: action.effect({ hasConnection, input }),
    attempt: { ...trying.attempt, input },
  };
}

/**
 * An earlier try left no result: it may or may not have happened. Repeats where that is harmless, looks
 * where the action can look, and asks a person otherwise. `null`: go ahead and try.
 */
async function settleUnknown(
  trying: Trying,
  action: Action,
  last: AttemptRecord,
): Promise<StepEnd | null> {
  const { plan, state, effect } = trying;
  const unknown: AttemptRecord = { ...last, state: 'unknown' };
  if (effect === 'verifiable' && plan.step.onUnknown !== 'repeat') {
    const verdict = await state.ports.verify(callOf(trying, action));
    if (verdict.happened === true) {
      return settle(state, { ...last, state: 'succeeded', output: verdict.output, error: null });
    }
    if (verdict.happened === false) {
      state.unwritten.push({ ...last, state: 'failed' });
      return null;
    }
    return park(state, [unknown], { to: 'needs_attention', error: unknownOutcome(plan.step.id) });
  }
  if (mustAsk(plan.step, effect)) {
    return park(state, [unknown], { to: 'needs_attention', error: unknownOutcome(plan.step.id) });
  }
  state.unwritten.push(unknown);
  return null;
}

async function attemptOnce(
  trying: Trying,
  action: Action,
  rendered: RenderedInput,
): Promise<StepEnd> {
  const { state, effect } = trying;
  const call = callOf(trying, action);
  try {
    if (effect === 'local') return await performLocally(trying, call);
    if (effect !== 'read') {
      await state.ports.record({
        attempts: [...state.unwritten, trying.attempt],
        move: { to: 'running' },
      });
      state.unwritten.length = 0;
    }
    const output = boundOutput(await perform(state, call));
    return await afterSuccess(trying, output);
  } catch (error) {
    if (error instanceof StepFailed)
      return afterFailure(trying, nameMissing(error.cause, rendered.missing));
    throw error;
  }
}

/** Only what the connector threw is the step's failure; anything else is the database's or the lease's. */
async function perform(state: StepState, call: StepCall): Promise<JsonValue> {
  try {
    return await state.ports.perform(call);
  } catch (error) {
    throw new StepFailed('the step did not succeed', { cause: error });
  }
}

async function performLocally(trying: Trying, call: StepCall): Promise<StepEnd> {
  const { plan, state } = trying;
  const succeeded = (output: JsonValue): AttemptRecord => ({
    ...trying.attempt,
    state: 'succeeded',
    output,
  });
  const move = plan.endsRun
    ? ({ to: 'succeeded', error: null } as const)
    : ({ to: 'running' } as const);
  let output: JsonValue;
  try {
    output = await state.ports.performLocal(call, (result) => ({
      attempts: [...state.unwritten, succeeded(result)],
      move,
    }));
  } catch (error) {
    // The rest is the database's or the lease's: the run is claimed again, nothing is lost.
    if (!(error instanceof ConnectorError)) throw error;
    throw new StepFailed('the step did not succeed', { cause: error });
  }
  state.unwritten.length = 0;
  state.context.outputs[plan.step.id] = output;
  return plan.endsRun ? { go: 'parked', move } : goOn;
}

async function afterSuccess(trying: Trying, output: JsonValue): Promise<StepEnd> {
  const record: AttemptRecord = { ...trying.attempt, state: 'succeeded', output };
  if (!trying.plan.endsRun) return settle(trying.state, record);
  return park(trying.state, [record], { to: 'succeeded', error: null });
}

function callOf(trying: Trying, action: Action): StepCall {
  const { step } = trying.plan;
  return {
    action,
    app: step.app,
    connectionId: step.connectionId,
    input: isObject(trying.attempt.input) ? trying.attempt.input : {},
    idempotencyKey: trying.attempt.idempotencyKey ?? '',
    timeoutMs: step.timeoutSecs === undefined ? defaultTimeoutMs : step.timeoutSecs * 1_000,
  };
}
