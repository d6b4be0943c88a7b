import { z } from 'zod';
import { stepId } from '../step.js';

const index = z.number().int().min(0);

/** A gap between steps: which list it is in, and before which of its steps. */
export const place = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('root'), index }),
  z.strictObject({ in: z.literal('branch'), stepId, branchId: stepId, index }),
  z.strictObject({ in: z.literal('otherwise'), stepId, index }),
  z.strictObject({ in: z.literal('loop'), stepId, index }),
]);
export type Place = z.infer<typeof place>;

export function isSameList(a: Place, b: Place): boolean {
  return listKey(a) === listKey(b);
}

/** Names the list of a place, the index aside. */
export function listKey(at: Place): string {
  if (at.in === 'root') return 'root';
  return at.in === 'branch' ? `branch:${at.stepId}:${at.branchId}` : `${at.in}:${at.stepId}`;
}
