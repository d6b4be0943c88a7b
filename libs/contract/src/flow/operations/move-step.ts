import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { insertAt, replaceStep } from './change-steps.js';
import { idsWithin, locateStep } from './locate-step.js';
import { OperationRefused } from './operation-refused.js';
import { isSameList, place, type Place } from './place.js';

export const moveStepOperation = z.strictObject({
  type: z.literal('move_step'),
  id: z.string(),
  /** The gap as the document shows it before the move. */
  to: place,
});

export function moveStep(
  document: FlowDocument,
  { id, to }: z.infer<typeof moveStepOperation>,
): FlowDocument {
  const found = locateStep(document, id);
  if (!found) throw new OperationRefused('unknown_step', `no step "${id}"`);
  if (to.in !== 'root' && idsWithin(found.step).includes(to.stepId)) {
    throw new OperationRefused('into_itself', 'a step cannot be moved into itself');
  }
  const without = replaceStep(document, id, () => []);
  return insertAt(without, afterRemoval(to, found.at), found.step);
}

/** The same gap once the step is gone from its old place. */
function afterRemoval(to: Place, from: Place): Place {
  return isSameList(to, from) && from.index < to.index ? { ...to, index: to.index - 1 } : to;
}
