import type { PlanBranch, PlanStep } from '../plan/compile-plan.js';
import { decision, settle, settledBefore, type StepState } from './step-state.js';

const otherwise = 'otherwise';

/** The steps of the first branch whose condition holds; what an earlier claim chose stays chosen. */
export function chooseBranch(plan: PlanBranch, state: StepState): readonly PlanStep[] {
  const before = settledBefore(state, plan.step.id);
  const chosen = before ? chosenId(before.output) : null;
  if (chosen !== null) return stepsOf(plan, chosen);

  for (const branch of plan.branches) {
    const verdict = branch.when.test(state.context.roots, state.run.settings);
    if (verdict.passed) {
      settle(state, decision(plan.step.id, state, { branch: branch.id, because: verdict.because }));
      return branch.steps;
    }
  }
  settle(state, decision(plan.step.id, state, { branch: otherwise, because: 'no condition held' }));
  return plan.otherwise;
}

function stepsOf(plan: PlanBranch, branchId: string): readonly PlanStep[] {
  if (branchId === otherwise) return plan.otherwise;
  return plan.branches.find((branch) => branch.id === branchId)?.steps ?? plan.otherwise;
}

function chosenId(output: unknown): string | null {
  if (typeof output !== 'object' || output === null || !('branch' in output)) return null;
  return typeof output.branch === 'string' ? output.branch : null;
}
