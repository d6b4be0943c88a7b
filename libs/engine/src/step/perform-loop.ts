import {
  defaultMaxItems,
  isList,
  isObject,
  type AttemptRecord,
  type JsonValue,
  type OwnRunError,
  type RunErrorCode,
  type Why,
} from '@hookline/contract';
import { plain, plainWhy } from '../decide/plain.js';
import { whyOfValue } from '../decide/why-of-value.js';
import type { PlanLoop, PlanStep } from '../plan/compile-plan.js';
import {
  decision,
  goOn,
  park,
  settledBefore,
  writeSettled,
  type StepEnd,
  type StepState,
} from './step-state.js';

/** Loops in loops multiply; a run does no more rounds than this. */
export const maxRounds = 10_000;
/** What is settled but not written stays in memory; more than this is written before the next round. */
const maxUnwritten = 50;

type Walk = (steps: readonly PlanStep[], state: StepState) => Promise<StepEnd>;
type RoundEnd = 'done' | 'filtered' | 'failed';

/**
 * Does the inner steps for each element, one after the other. The end of a round is a record of its own, so
 * that a round that is over is not begun again after a crash, and a replay repeats only those that failed.
 */
export async function performLoop(plan: PlanLoop, state: StepState, walk: Walk): Promise<StepEnd> {
  const before = settledBefore(state, plan.step.id);
  if (before) {
    state.context.outputs[plan.step.id] = before.output;
    return goOn;
  }
  const items = readItems(plan, state);
  if ('code' in items) return park(state, [], { to: 'needs_attention', error: items });
  const ends = { done: 0, filtered: 0, failed: 0 };
  for (const [index, value] of items.list.entries()) {
    const end = await performRound(plan, roundOf(plan, state, { index, value }), walk);
    if (typeof end !== 'string') return end;
    ends[end] += 1;
    if (state.unwritten.length >= maxUnwritten) await writeSettled(state);
  }
  return settleLoop(plan, state, { count: items.list.length, ...ends });
}

/** @returns how the round ended, or where the run went in the middle of it. */
async function performRound(
  plan: PlanLoop,
  state: StepState,
  walk: Walk,
): Promise<RoundEnd | StepEnd> {
  const { id } = plan.step;
  const before = state.journal.triesOf(id, state.item).at(-1);
  if (before) return endOf(before);
  const walked = await walk(plan.steps, state);
  if (walked.go === 'parked') return walked;
  const end = walked.go === 'leave' ? walked.because : 'done';
  const record = decision(id, state, { end });
  state.unwritten.push(end === 'failed' ? { ...record, state: 'failed' } : record);
  return end;
}

function endOf({ state, output }: AttemptRecord): RoundEnd {
  if (state === 'failed') return 'failed';
  return isObject(output) && output['end'] === 'filtered' ? 'filtered' : 'done';
}

/** A round sees its element, and what the steps of this very round gave. */
function roundOf(
  plan: PlanLoop,
  state: StepState,
  { index, value }: { index: number; value: JsonValue },
): StepState {
  const outputs = { ...state.context.outputs };
  return {
    ...state,
    loop: plan.step,
    item: state.item === '' ? String(index) : `${state.item}.${index}`,
    context: { outputs, roots: { ...state.context.roots, steps: outputs, item: value, index } },
  };
}

type Sum = { count: number; done: number; filtered: number; failed: number };

/** With failures the record is no success, so that a replay looks at the rounds again. */
function settleLoop(plan: PlanLoop, state: StepState, sum: Sum): StepEnd {
  const record = decision(plan.step.id, state, sum);
  state.unwritten.push(sum.failed > 0 ? { ...record, state: 'failed' } : record);
  state.context.outputs[plan.step.id] = sum;
  return goOn;
}

function readItems(
  { step, items }: PlanLoop,
  state: StepState,
): { readonly list: readonly JsonValue[] } | OwnRunError {
  const fault = (code: RunErrorCode, message: string, why: Why): OwnRunError => {
    const said = { code, message: plain(message), why: plainWhy(why) };
    return { ...said, stepId: step.id, pointer: '/items' };
  };
  const rendered = items.render(state.context.roots, state.run.settings);
  if (!rendered.ok) {
    return fault('rejected', rendered.problem.message, whyOfValue(rendered.problem));
  }
  const { value } = rendered;
  // A lead without products is no fault: there is nothing to do for it here.
  if (value === null || value === '') return { list: [] };
  if (!isList(value)) {
    return fault('not_a_list', `"${step.items}" did not give a list; choose another field`, {
      code: 'loop_no_list',
      values: { value: step.items },
    });
  }
  const most = step.maxItems ?? defaultMaxItems;
  if (value.length > most) {
    return fault(
      'too_many_items',
      `the list has ${value.length} elements, and this step takes ${most}; raise its limit, then replay`,
      { code: 'loop_too_long', values: { length: value.length, most } },
    );
  }
  state.rounds.left -= value.length;
  if (state.rounds.left < 0) {
    return fault('too_many_items', `one run does at most ${maxRounds} rounds of its loops`, {
      code: 'loop_too_many_rounds',
      values: { most: maxRounds },
    });
  }
  return { list: value };
}
