import { z } from 'zod';
import { trigger, type FlowDocument } from '../document.js';

export const setTriggerOperation = z.strictObject({ type: z.literal('set_trigger'), trigger });

export function setTrigger(
  document: FlowDocument,
  operation: z.infer<typeof setTriggerOperation>,
): FlowDocument {
  return { ...document, trigger: operation.trigger };
}
