import type { Step } from '../step.js';
import { freshId } from './fresh-step-id.js';
import { idsWithin } from './locate-step.js';
import { renameInStep } from './rename-references.js';

/** A copy of a step with fresh ids; what its inner steps say of each other follows them. */
export function copyStep(step: Step, taken: ReadonlySet<string>): Step {
  const used = new Set(taken);
  const renamed = new Map<string, string>();
  for (const id of idsWithin(step)) {
    const fresh = freshId(used, id);
    used.add(fresh);
    renamed.set(id, fresh);
  }
  return renameInStep(step, renamed);
}
