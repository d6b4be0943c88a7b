import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { replaceStep } from './change-steps.js';

export const removeStepOperation = z.strictObject({
  type: z.literal('remove_step'),
  id: z.string(),
});

export function removeStep(
  document: FlowDocument,
  operation: z.infer<typeof removeStepOperation>,
): FlowDocument {
  return replaceStep(document, operation.id, () => []);
}
