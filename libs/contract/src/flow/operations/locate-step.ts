import type { FlowDocument } from '../document.js';
import type { Step } from '../step.js';
import type { Place } from './place.js';

export type LocatedStep = { readonly step: Step; readonly at: Place };

/** Finds a step and the place where it stands. */
export function locateStep(
  document: Pick<FlowDocument, 'steps'>,
  id: string,
): LocatedStep | undefined {
  return locateIn(document.steps, id, (index) => ({ in: 'root', index }));
}

/** The steps of the list that a place is in; nothing when there is no such list. */
export function listAt(
  document: Pick<FlowDocument, 'steps'>,
  at: Place,
): readonly Step[] | undefined {
  if (at.in === 'root') return document.steps;
  const owner = locateStep(document, at.stepId)?.step;
  if (at.in === 'loop') return owner?.type === 'loop' ? owner.steps : undefined;
  if (owner?.type !== 'branch') return undefined;
  if (at.in === 'otherwise') return owner.otherwise;
  return owner.branches.find((branch) => branch.id === at.branchId)?.steps;
}

/** Every id in a step and below it: its own, its branches', its inner steps'. */
export function idsWithin(step: Step): readonly string[] {
  if (step.type === 'loop') return [step.id, ...step.steps.flatMap(idsWithin)];
  if (step.type !== 'branch') return [step.id];
  return [
    step.id,
    ...step.branches.flatMap((branch) => [branch.id, ...branch.steps.flatMap(idsWithin)]),
    ...step.otherwise.flatMap(idsWithin),
  ];
}

function locateIn(
  steps: readonly Step[],
  id: string,
  place: (index: number) => Place,
): LocatedStep | undefined {
  for (const [index, step] of steps.entries()) {
    if (step.id === id) return { step, at: place(index) };
    const inner = locateInside(step, id);
    if (inner) return inner;
  }
  return undefined;
}

function locateInside(step: Step, id: string): LocatedStep | undefined {
  if (step.type === 'loop') {
    return locateIn(step.steps, id, (index) => ({ in: 'loop', stepId: step.id, index }));
  }
  if (step.type !== 'branch') return undefined;
  for (const branch of step.branches) {
    const at = { in: 'branch', stepId: step.id, branchId: branch.id } as const;
    const found = locateIn(branch.steps, id, (index) => ({ ...at, index }));
    if (found) return found;
  }
  return locateIn(step.otherwise, id, (index) => ({ in: 'otherwise', stepId: step.id, index }));
}
