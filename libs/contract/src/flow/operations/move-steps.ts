import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { addSteps } from './add-steps.js';
import { idsWithin, locateStep } from './locate-step.js';
import { OperationRefused } from './operation-refused.js';
import { outermostSteps } from './outermost-steps.js';
import { isSameList, place } from './place.js';
import { removeSteps } from './remove-steps.js';

export const moveStepsOperation = z.strictObject({
  type: z.literal('move_steps'),
  ids: z.array(z.string()).min(1).max(500),
  /** The gap as the document shows it before the move. */
  to: place,
});

/** Brings several steps together into one gap, in the order in which the document has them. */
export function moveSteps(
  document: FlowDocument,
  { ids, to }: z.infer<typeof moveStepsOperation>,
): FlowDocument {
  const steps = [...outermostSteps(document, ids)];
  if (to.in !== 'root' && steps.some((one) => idsWithin(one).includes(to.stepId))) {
    throw new OperationRefused('into_itself', 'a step cannot be moved into itself');
  }
  const before = steps.filter((one) => {
    const at = locateStep(document, one.id)?.at;
    return at !== undefined && isSameList(at, to) && at.index < to.index;
  });
  const without = removeSteps(document, { type: 'remove_steps', ids: steps.map(({ id }) => id) });
  const at = { ...to, index: to.index - before.length };
  return addSteps(without, { type: 'add_steps', steps, at });
}
