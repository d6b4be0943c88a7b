import { z } from 'zod';
import type { FlowDocument } from '../document.js';

export const renameFlowOperation = z.strictObject({
  type: z.literal('rename_flow'),
  name: z.string().trim().min(1).max(200),
});

export function renameFlow(
  document: FlowDocument,
  { name }: z.infer<typeof renameFlowOperation>,
): FlowDocument {
  return { ...document, name: name.trim() };
}
