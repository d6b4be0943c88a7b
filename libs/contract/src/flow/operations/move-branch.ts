import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { branchIndex, changeBranching } from './change-steps.js';
import { OperationRefused } from './operation-refused.js';

export const moveBranchOperation = z.strictObject({
  type: z.literal('move_branch'),
  stepId: z.string(),
  branchId: z.string(),
  /** Where the branch stands afterwards; the first that holds is taken, so order is meaning. */
  index: z.number().int().min(0),
});

export function moveBranch(
  document: FlowDocument,
  operation: z.infer<typeof moveBranchOperation>,
): FlowDocument {
  return changeBranching(document, operation.stepId, (step) => {
    const from = branchIndex(step, operation.branchId);
    if (operation.index >= step.branches.length) {
      throw new OperationRefused('unknown_place', `there is no branch ${operation.index}`);
    }
    const branches = [...step.branches];
    branches.splice(operation.index, 0, ...branches.splice(from, 1));
    return { ...step, branches };
  });
}
