import { isObject, type AttemptRecord, type JsonObject, type JsonValue } from '@hookline/contract';
import { ConnectorError, Rejected, type Action } from '@hookline/connector-kit';
import { timeoutMs } from '../decide/decide.js';
import { idempotencyKey } from '../decide/idempotency-key.js';
import type { StepCall } from '../run/engine-run.js';
import type { PlanAction } from '../plan/compile-plan.js';
import { afterFailure } from './after-failure.js';
import { boundOutput } from './bound-output.js';
import { nameMissing, renderInput, type RenderedInput } from './render-input.js';
import { settleUnknown } from './settle-unknown.js';
import type { Trying } from './trying.js';
import {
  goOn,
  park,
  settle,
  settledBefore,
  writeSettled,
  type StepEnd,
  type StepState,
} from './step-state.js';

/** What the connector threw, told apart from a failure of the database or a lost lease. */
class StepFailed extends Error {}

/** Performs one effect, once, as far as that can be known; what an earlier claim finished is kept. */
export async function performAction(plan: PlanAction, state: StepState): Promise<StepEnd> {
  const done = settledBefore(state, plan.step.id);
  if (done) {
    state.context.outputs[plan.step.id] = done.output;
    return goOn;
  }
  const tries = state.journal.triesOf(plan.step.id, state.item);
  const last = tries.at(-1);
  const trying = startTry(plan, state, nextTry(last));
  if (plan.action === null) {
    return afterFailure(
      trying,
      new Rejected(`this server does not know ${plan.step.app}/${plan.step.action}`, {
        why: { code: 'action_unknown' },
      }),
    );
  }
  const rendered = renderInput(plan, state, trying.attempt.idempotencyKey);
  const ready = withInput(trying, plan.action, rendered.input);
  if (rendered.fault) return afterFailure(ready, rendered.fault);
  if (last && (last.state === 'intent' || last.state === 'unknown')) {
    const known = await settleUnknown(ready, last, callOf(ready, plan.action));
    if (known) return known;
  }
  return attemptOnce(ready, plan.action, rendered);
}

/** A try that was only postponed is the same one, now: waiting for a target leaves no trail of rows. */
function nextTry(last: AttemptRecord | undefined): number {
  if (last === undefined) return 1;
  return last.state === 'failed' && last.error?.code === 'not_now' ? last.try : last.try + 1;
}

function startTry(plan: PlanAction, state: StepState, number: number): Trying {
  const { item } = state;
  const key = idempotencyKey({ rootRunId: state.run.rootRunId, stepId: plan.step.id, item });
  const attempt: AttemptRecord = {
    stepId: plan.step.id,
    item,
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
  const { plan, state } = trying;
  const hasConnection = plan.step.connectionId !== null;
  const effect = action.effect({ hasConnection, input });
  return { plan, state, effect, attempt: { ...trying.attempt, input } };
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
    if (!(error instanceof ConnectorError)) {
      // The database's or the lease's: the run is claimed again. What was done before must not be done then.
      await writeSettled(state);
      throw error;
    }
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
    stepId: step.id,
    action,
    app: step.app,
    connectionId: step.connectionId,
    input: isObject(trying.attempt.input) ? trying.attempt.input : {},
    idempotencyKey: trying.attempt.idempotencyKey ?? '',
    timeoutMs: timeoutMs(step),
  };
}
