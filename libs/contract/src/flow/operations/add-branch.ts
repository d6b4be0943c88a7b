import { z } from 'zod';
import { condition } from '../condition.js';
import type { FlowDocument } from '../document.js';
import { mostStepsOfList, step, stepId, type Branch } from '../step.js';
import { changeBranching } from './change-steps.js';
import { takenIds } from './fresh-step-id.js';
import { idsWithin } from './locate-step.js';
import { OperationRefused } from './operation-refused.js';

const branch: z.ZodType<Branch> = z.strictObject({
  id: stepId,
  label: z.string().max(200).optional(),
  when: condition,
  steps: z.array(step).max(mostStepsOfList),
});

export const addBranchOperation = z.strictObject({
  type: z.literal('add_branch'),
  stepId: z.string(),
  branch,
  index: z.number().int().min(0),
});

export function addBranch(
  document: FlowDocument,
  operation: z.infer<typeof addBranchOperation>,
): FlowDocument {
  const taken = takenIds(document);
  const ids = [operation.branch.id, ...operation.branch.steps.flatMap(idsWithin)];
  const twice = ids.find((id) => taken.has(id));
  if (twice !== undefined) throw new OperationRefused('id_taken', `the id "${twice}" is taken`);
  return changeBranching(document, operation.stepId, (one) => {
    const { index } = operation;
    if (index > one.branches.length) {
      throw new OperationRefused('unknown_place', `there is no place ${index} among the branches`);
    }
    return {
      ...one,
      branches: [...one.branches.slice(0, index), operation.branch, ...one.branches.slice(index)],
    };
  });
}
