import { z } from 'zod';
import { jsonObject } from '../../json.js';
import type { FlowDocument } from '../document.js';

export const updateTriggerSettingsOperation = z.strictObject({
  type: z.literal('update_trigger_settings'),
  settings: jsonObject,
});

/** The given settings replace those of the same name; the others stay. */
export function updateTriggerSettings(
  document: FlowDocument,
  operation: z.infer<typeof updateTriggerSettingsOperation>,
): FlowDocument {
  const settings = { ...document.trigger.settings, ...operation.settings };
  return { ...document, trigger: { ...document.trigger, settings } };
}
