import type { Step } from '../step.js';
import { freshId } from './fresh-step-id.js';
import { idsWithin } from './locate-step.js';
import { renameInStep } from './rename-references.js';

/** A copy of a step with fresh ids; what its inner steps say of each other follows them. */
export function copyStep(step: Step, taken: ReadonlySet<string>): Step {
  return renameInStep(step, freshNames([step], taken));
}

/** Copies of several steps with fresh ids; what they say of each other follows them. */
export function copySteps(steps: readonly Step[], taken: ReadonlySet<string>): readonly Step[] {
  const renamed = freshNames(steps, taken);
  return steps.map((step) => renameInStep(step, renamed));
}

function freshNames(
  steps: readonly Step[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const renamed = new Map<string, string>();
  for (const id of steps.flatMap(idsWithin)) {
    const fresh = freshId(used, id);
    used.add(fresh);
    renamed.set(id, fresh);
  }
  return renamed;
}
