import type { FlowDocument } from '../document.js';
import type { Branch, BranchStep, Step } from '../step.js';
import { OperationRefused } from './operation-refused.js';
import type { Place } from './place.js';

/** Puts other steps (none, one or more) in the stead of one; everything else stays the same object. */
export function replaceStep(
  document: FlowDocument,
  id: string,
  replace: (step: Step) => readonly Step[],
): FlowDocument {
  const steps = replaceIn(document.steps, id, replace);
  if (steps === document.steps) throw new OperationRefused('unknown_step', `no step "${id}"`);
  return { ...document, steps };
}

export function changeBranching(
  document: FlowDocument,
  id: string,
  change: (step: BranchStep) => BranchStep,
): FlowDocument {
  return replaceStep(document, id, (step) => {
    if (step.type !== 'branch')
      throw new OperationRefused('not_a_branch', `"${id}" has no branches`);
    return [change(step)];
  });
}

export function changeBranch(
  document: FlowDocument,
  at: { readonly stepId: string; readonly branchId: string },
  change: (branch: Branch) => Branch,
): FlowDocument {
  return changeBranching(document, at.stepId, (step) => {
    branchIndex(step, at.branchId);
    return {
      ...step,
      branches: step.branches.map((one) => (one.id === at.branchId ? change(one) : one)),
    };
  });
}

export function branchIndex(step: BranchStep, branchId: string): number {
  const index = step.branches.findIndex((branch) => branch.id === branchId);
  if (index < 0) throw new OperationRefused('unknown_branch', `no branch "${branchId}"`);
  return index;
}

export function insertAt(document: FlowDocument, at: Place, step: Step): FlowDocument {
  const insert = (steps: readonly Step[]): Step[] => {
    if (at.index > steps.length) {
      throw new OperationRefused('unknown_place', `there is no place ${at.index} in that list`);
    }
    return [...steps.slice(0, at.index), step, ...steps.slice(at.index)];
  };
  if (at.in === 'root') return { ...document, steps: insert(document.steps) };
  if (at.in === 'branch') {
    return changeBranch(document, at, (one) => ({ ...one, steps: insert(one.steps) }));
  }
  if (at.in === 'loop') {
    return replaceStep(document, at.stepId, (one) => {
      if (one.type === 'loop') return [{ ...one, steps: insert(one.steps) }];
      throw new OperationRefused('not_a_loop', `"${at.stepId}" is no loop`);
    });
  }
  return changeBranching(document, at.stepId, (one) => ({
    ...one,
    otherwise: insert(one.otherwise),
  }));
}

function replaceIn(steps: Step[], id: string, replace: (step: Step) => readonly Step[]): Step[] {
  const at = steps.findIndex((step) => step.id === id);
  const found = steps[at];
  if (found !== undefined)
    return [...steps.slice(0, at), ...replace(found), ...steps.slice(at + 1)];
  const next = steps.map((step) => replaceInside(step, id, replace));
  return next.some((step, index) => step !== steps[index]) ? next : steps;
}

function replaceInside(step: Step, id: string, replace: (step: Step) => readonly Step[]): Step {
  if (step.type === 'loop') {
    const steps = replaceIn(step.steps, id, replace);
    return steps === step.steps ? step : { ...step, steps };
  }
  if (step.type !== 'branch') return step;
  const otherwise = replaceIn(step.otherwise, id, replace);
  const branches = step.branches.map((branch) => {
    const steps = replaceIn(branch.steps, id, replace);
    return steps === branch.steps ? branch : { ...branch, steps };
  });
  const isSame =
    otherwise === step.otherwise && branches.every((one, index) => one === step.branches[index]);
  return isSame ? step : { ...step, branches, otherwise };
}
