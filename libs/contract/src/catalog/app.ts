import { z } from 'zod';
import { jsonObject, jsonValue } from '../json.js';
import { effectByField, effectKinds } from './effect.js';
import { fieldDescription, words } from './field.js';

export const triggerDescription = z.object({
  key: z.string(),
  label: words,
  help: words.optional(),
  /** Markdown-free steps that tell where to paste the address. */
  setup: z.array(words),
  /** A program to paste at the sender's; `{{hookUrl}}` stands for the address. */
  snippet: z.object({ label: words, code: z.string() }).optional(),
  /** How much of this source is known for certain, and what is not. */
  evidence: z.enum(['verified', 'partial', 'unverified']).optional(),
  notes: z.array(words).optional(),
  settings: z.array(fieldDescription),
  /** Labels of payload fields that the sender's users know them by. */
  labels: z.record(z.string(), words),
  sample: jsonObject,
  /** Body fields that make two requests one lead: a test fills them anew each time. */
  dedupeFields: z.array(z.string()),
  /** Whether a connection can (or must) hold a secret of the sender. */
  connection: z.enum(['none', 'optional', 'required']),
  /** The sender insists on an answer of its own, which then stands before the flow's. */
  hasOwnAnswer: z.boolean().optional(),
});

export const actionDescription = z.object({
  key: z.string(),
  label: words,
  help: words.optional(),
  effect: z.enum(effectKinds),
  effectByField: effectByField.optional(),
  connection: z.enum(['none', 'optional', 'required']),
  input: z.array(fieldDescription),
  output: z.array(fieldDescription),
  sample: jsonValue,
});

export const appDescription = z.object({
  key: z.string(),
  label: words,
  category: z.string(),
  /** The name of an icon of the web's own set, never an address. */
  icon: z.string(),
  color: z.string(),
  help: words.optional(),
  connectionFields: z.array(fieldDescription),
  connectionHelp: words.optional(),
  triggers: z.array(triggerDescription),
  actions: z.array(actionDescription),
});

export type TriggerDescription = z.infer<typeof triggerDescription>;
export type ActionDescription = z.infer<typeof actionDescription>;
export type AppDescription = z.infer<typeof appDescription>;
