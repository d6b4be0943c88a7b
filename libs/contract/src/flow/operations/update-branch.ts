import { z } from 'zod';
import { condition } from '../condition.js';
import type { FlowDocument } from '../document.js';
import { changeBranch } from './change-steps.js';

export const branchPatch = z.strictObject({
  label: z.string().max(200).optional(),
  when: condition.optional(),
});
export type BranchPatch = z.infer<typeof branchPatch>;

export const updateBranchOperation = z.strictObject({
  type: z.literal('update_branch'),
  stepId: z.string(),
  branchId: z.string(),
  patch: branchPatch,
});

export function updateBranch(
  document: FlowDocument,
  operation: z.infer<typeof updateBranchOperation>,
): FlowDocument {
  const { label, when } = operation.patch;
  return changeBranch(document, operation, (branch) => ({
    ...branch,
    ...(label === undefined ? {} : { label }),
    ...(when === undefined ? {} : { when }),
  }));
}
