import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { step } from '../step.js';
import { insertAt } from './change-steps.js';
import { takenIds } from './fresh-step-id.js';
import { idsWithin } from './locate-step.js';
import { OperationRefused } from './operation-refused.js';
import { place } from './place.js';

export const addStepOperation = z.strictObject({ type: z.literal('add_step'), step, at: place });

export function addStep(
  document: FlowDocument,
  operation: z.infer<typeof addStepOperation>,
): FlowDocument {
  const taken = takenIds(document);
  const twice = idsWithin(operation.step).find((id) => taken.has(id));
  if (twice !== undefined) throw new OperationRefused('id_taken', `the id "${twice}" is taken`);
  return insertAt(document, operation.at, operation.step);
}
