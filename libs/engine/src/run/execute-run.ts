import type { OwnRunError, RunMove } from '@hookline/contract';
import type { Plan, PlanStep } from '../plan/compile-plan.js';
import { chooseBranch } from '../step/choose-branch.js';
import { performAction } from '../step/perform-action.js';
import { performDelay } from '../step/perform-delay.js';
import { performRespond } from '../step/perform-respond.js';
import { performFilter } from '../step/perform-filter.js';
import { maxRounds, performLoop } from '../step/perform-loop.js';
import { goOn, park, type StepEnd, type StepState } from '../step/step-state.js';
import type { EnginePorts, EngineRun } from './engine-run.js';
import type { Journal } from './journal.js';
import { openContext } from './run-context.js';

/** A run that has killed this many workers in a row is not tried again by itself. */
export const maxStrikes = 8;

/**
 * Takes a claimed run as far as it goes: to its end, or to the next moment when it must wait. Walks the
 * steps from the first one and passes over what the journal says is done, so that it may be called again
 * after any crash.
 * @returns where the run went; that is on disk.
 * @throws LeaseLost when another worker has the run, or the database's error when it failed: then nothing
 *   is lost, and the run is claimed again when the lease ends.
 */
export async function executeRun(
  plan: Plan,
  run: EngineRun,
  journal: Journal,
  ports: EnginePorts,
): Promise<RunMove> {
  const state: StepState = {
    run,
    journal,
    ports,
    context: openContext(run, plan.flowName, ports.now()),
    unwritten: [],
    item: '',
    loop: null,
    rounds: { left: maxRounds },
  };
  const end = run.strikes > maxStrikes ? await stopPoison(state) : await walk(plan.steps, state);
  if (end.go === 'parked') return end.move;
  const move: RunMove = { to: 'succeeded', error: null };
  await park(state, [], move);
  return move;
}

async function walk(steps: readonly PlanStep[], state: StepState): Promise<StepEnd> {
  for (const step of steps) {
    const end = await perform(step, state);
    if (end.go !== 'on') return end;
  }
  return goOn;
}

async function perform(step: PlanStep, state: StepState): Promise<StepEnd> {
  switch (step.type) {
    case 'action':
      return performAction(step, state);
    case 'filter':
      return performFilter(step, state);
    case 'delay':
      return performDelay(step, state);
    case 'respond':
      return performRespond(step, state);
    case 'branch':
      return walk(chooseBranch(step, state), state);
    case 'loop':
      return performLoop(step, state, walk);
  }
}

function stopPoison(state: StepState): Promise<StepEnd> {
  return park(state, [], {
    to: 'needs_attention',
    error: {
      code: 'crashed_repeatedly',
      message:
        `Working on this lead ended the process ${maxStrikes} times in a row, so it was stopped. ` +
        'The lead is kept; look at its last step, then replay.',
      stepId: null,
      pointer: null,
    } satisfies OwnRunError,
  });
}
