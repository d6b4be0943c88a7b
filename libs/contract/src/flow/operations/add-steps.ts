import { z } from 'zod';
import type { FlowDocument } from '../document.js';
import { mostStepsOfList, step } from '../step.js';
import { addStep } from './add-step.js';
import { place } from './place.js';

export const addStepsOperation = z.strictObject({
  type: z.literal('add_steps'),
  steps: z.array(step).min(1).max(mostStepsOfList),
  at: place,
});

/** Puts several steps into one gap, in their order, as one change. */
export function addSteps(
  document: FlowDocument,
  { steps, at }: z.infer<typeof addStepsOperation>,
): FlowDocument {
  return steps.reduce(
    (before, one, index) =>
      addStep(before, { type: 'add_step', step: one, at: { ...at, index: at.index + index } }),
    document,
  );
}
