import {
  composeReply,
  ReplyFault,
  type AttemptRecord,
  type JsonValue,
  type OwnRunError,
  type RunReply,
} from '@hookline/contract';
import { Rejected } from '@hookline/connector-kit';
import { plain, plainWhy } from '../decide/plain.js';
import { whyOfValue } from '../decide/why-of-value.js';
import type { PlanRespond } from '../plan/compile-plan.js';
import { decision, goOn, park, settledBefore, type StepEnd, type StepState } from './step-state.js';

/**
 * Answers the sender: the answer is on disk before anybody is told of it, so that whoever waits finds it,
 * in whichever process. Whether somebody still waits is not asked.
 */
export async function performRespond(plan: PlanRespond, state: StepState): Promise<StepEnd> {
  const { step } = plan;
  const done = settledBefore(state, step.id);
  if (done) {
    state.context.outputs[step.id] = done.output;
    return goOn;
  }
  let reply: RunReply;
  try {
    reply = renderReply(plan, state);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return park(state, [], {
      to: 'needs_attention',
      error: {
        code: 'no_answer',
        message: plain(error.message),
        stepId: step.id,
        pointer: error.pointer,
        ...(error.why && { why: plainWhy(error.why) }),
      } satisfies OwnRunError,
    });
  }
  return answer(plan, state, decision(step.id, state, { reply }));
}

/** @throws Rejected when a template cannot be computed, or what it gives is no answer. */
export function renderReply(
  { step, reply }: PlanRespond,
  state: Pick<StepState, 'context' | 'run'>,
): RunReply {
  const { value, problems } = reply.render(state.context.roots, state.run.settings);
  const [first] = problems;
  if (first) {
    const { problem, pointer } = first;
    const why = whyOfValue(problem);
    throw new Rejected(problem.message, { pointer: `/reply${pointer}`, why });
  }
  const filled: JsonValue = value;
  try {
    return composeReply(step.reply, filled);
  } catch (error) {
    if (!(error instanceof ReplyFault)) throw error;
    throw new Rejected(error.message, { pointer: error.pointer, why: { code: error.code } });
  }
}

async function answer(
  plan: PlanRespond,
  state: StepState,
  record: AttemptRecord,
): Promise<StepEnd> {
  if (plan.endsRun) return park(state, [record], { to: 'succeeded', error: null });
  await state.ports.record({ attempts: [...state.unwritten, record], move: { to: 'running' } });
  state.unwritten.length = 0;
  state.context.outputs[plan.step.id] = record.output;
  state.ports.onReplied();
  return goOn;
}
