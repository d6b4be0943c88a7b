import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { branchIndex, changeBranching } from './change-steps.js';
import { OperationRefused } from './operation-refused.js';

export const removeBranchOperation = z.strictObject({
  type: z.literal('remove_branch'),
  stepId: z.string(),
  branchId: z.string(),
});

export function removeBranch(
  document: FlowDocument,
  operation: z.infer<typeof removeBranchOperation>,
): FlowDocument {
  return changeBranching(document, operation.stepId, (step) => {
    const index = branchIndex(step, operation.branchId);
    if (step.branches.length === 1) {
      throw new OperationRefused('last_branch', 'the last branch goes with its step');
    }
    return { ...step, branches: step.branches.filter((_, at) => at !== index) };
  });
}
