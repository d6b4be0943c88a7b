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
  if (settledBefore(state, plan.step.id)) return goOn;
  const verdict = plan.when.test(state.context.roots, state.run.settings);
  const record = decision(plan.step.id, { passed: verdict.passed, because: verdict.because });
  if (verdict.passed) return settle(state, record);
  return park(state, [record], { to: 'filtered', error: null });
}
