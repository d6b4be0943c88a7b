import { z } from 'zod';
import { flowDocument } from '../flow/document.js';
import { jsonObject } from '../json.js';
import { words } from './field.js';

/** A named place in a bundle where the installer puts a connection of their own. */
export const connectionSlot = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  app: z.string(),
  label: words,
  required: z.boolean(),
});

/** A small question asked at install time; the answer replaces `[[key]]` in the document. */
export const bundleQuestion = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: words,
  help: words.optional(),
  kind: z.enum(['text', 'email', 'url', 'number']),
  placeholder: z.string().optional(),
});

/**
 * A flow to install: its document with `slot:<key>` where a connection id stands and `[[key]]` where
 * an answer stands. Never holds a secret or an id of anybody's connection.
 */
export const bundle = z.strictObject({
  bundleVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  category: z.enum(['leads_to_table', 'tell_me', 'orders', 'connect_anything', 'follow_up']),
  title: words,
  summary: words,
  slots: z.array(connectionSlot),
  questions: z.array(bundleQuestion),
  sample: jsonObject,
  document: flowDocument,
});
export type Bundle = z.infer<typeof bundle>;
