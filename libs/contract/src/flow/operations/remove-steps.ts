import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { replaceStep } from './change-steps.js';
import { outermostSteps } from './outermost-steps.js';

export const removeStepsOperation = z.strictObject({
  type: z.literal('remove_steps'),
  ids: z.array(z.string()).min(1).max(500),
});

/** Takes several steps away, with everything inside of them, as one change. */
export function removeSteps(
  document: FlowDocument,
  { ids }: z.infer<typeof removeStepsOperation>,
): FlowDocument {
  return outermostSteps(document, ids).reduce(
    (before, { id }) => replaceStep(before, id, () => []),
    document,
  );
}
