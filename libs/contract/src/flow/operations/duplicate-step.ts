import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { replaceStep } from './change-steps.js';
import { copyStep } from './copy-step.js';
import { takenIds } from './fresh-step-id.js';

export const duplicateStepOperation = z.strictObject({
  type: z.literal('duplicate_step'),
  id: z.string(),
});

/** Puts a copy right after the step; its ids follow from the document, so a repeat gives the same. */
export function duplicateStep(
  document: FlowDocument,
  operation: z.infer<typeof duplicateStepOperation>,
): FlowDocument {
  return replaceStep(document, operation.id, (step) => [step, copyStep(step, takenIds(document))]);
}
