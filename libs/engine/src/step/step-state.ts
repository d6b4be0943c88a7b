import type { AttemptRecord, JsonValue, LoopStep, RunMove } from '@hookline/contract';
import { stopLate } from './stop-late.js';
import type { EnginePorts, EngineRun } from '../run/engine-run.js';
import type { Journal } from '../run/journal.js';
import type { RunContext } from '../run/run-context.js';

/** All that a step may look at and change while a run goes through it. */
export type StepState = {
  readonly run: EngineRun;
  readonly journal: Journal;
  readonly context: RunContext;
  readonly ports: EnginePorts;
  /** Settled, but not on disk yet: written together with the next thing that must be. */
  readonly unwritten: AttemptRecord[];
  /** The element of a loop that is being worked on, as records name it; empty outside loops. */
  readonly item: string;
  /** The innermost loop around. */
  readonly loop: LoopStep | null;
  /** Rounds of all loops of this run that are still allowed. */
  readonly rounds: { left: number };
};

/**
 * `on`: the next step. `leave`: the round of the loop is over here, without the steps behind.
 * `parked`: the record that ends this claim was written.
 */
export type StepEnd =
  | { readonly go: 'on' }
  | { readonly go: 'leave'; readonly because: 'filtered' | 'failed' }
  | { readonly go: 'parked'; readonly move: RunMove };

export const goOn: StepEnd = { go: 'on' };

/** Keeps a result for the next write and lets later steps see its output. */
export function settle(state: StepState, attempt: AttemptRecord): StepEnd {
  state.unwritten.push(attempt);
  state.context.outputs[attempt.stepId] = attempt.output;
  return goOn;
}

/** Writes all that is settled, if anything is, before the next thing that would have written it. */
export async function writeSettled(state: StepState): Promise<void> {
  if (state.unwritten.length === 0) return;
  await state.ports.record({ attempts: [...state.unwritten], move: { to: 'running' } });
  state.unwritten.length = 0;
}

/** Writes all that is settled, and where the run goes. */
export async function park(
  state: StepState,
  attempts: readonly AttemptRecord[],
  wanted: RunMove,
): Promise<StepEnd> {
  const move = stopLate(state, wanted);
  await state.ports.record({ attempts: [...state.unwritten, ...attempts], move });
  state.unwritten.length = 0;
  return { go: 'parked', move };
}

/** The record of a step that decides without an effect: a filter, a branch, a delay. */
export function decision(
  stepId: string,
  { item }: Pick<StepState, 'item'>,
  output: JsonValue,
): AttemptRecord {
  return {
    stepId,
    item,
    try: 1,
    state: 'succeeded',
    idempotencyKey: null,
    input: null,
    output,
    error: null,
  };
}

/** The record of an earlier claim when the step is already behind us. */
export function settledBefore(state: StepState, stepId: string): AttemptRecord | null {
  const last = state.journal.triesOf(stepId, state.item).at(-1);
  return last && (last.state === 'succeeded' || last.state === 'skipped') ? last : null;
}
