import { isObject, type JsonValue } from '@hookline/contract';
import type { PlanFilter } from '../plan/compile-plan.js';
import {
  decision,
  goOn,
  park,
  settle,
  settledBefore,
  type StepEnd,
  type StepState,
} from './step-state.js';

/** Lets the run go on only when the condition holds; otherwise the run ends as filtered. */
export async function performFilter(plan: PlanFilter, state: StepState): Promise<StepEnd> {
  const before = settledBefore(state, plan.step.id);
  if (before) return state.loop !== null && wasStopped(before.output) ? leave : goOn;
  const verdict = plan.when.test(state.context.roots, state.run.settings);
  const record = decision(plan.step.id, state, {
    passed: verdict.passed,
    because: verdict.because,
  });
  if (verdict.passed) return settle(state, record);
  if (state.loop !== null) {
    settle(state, record);
    return leave;
  }
  return park(state, [record], { to: 'filtered', error: null });
}

/** In a loop a filter ends the round; the other elements have theirs. */
const leave = { go: 'leave', because: 'filtered' } as const;

const wasStopped = (output: JsonValue): boolean => isObject(output) && output['passed'] === false;
