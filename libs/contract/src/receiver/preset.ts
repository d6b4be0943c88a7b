import { z } from 'zod';
import { jsonObject } from '../json.js';
import { words } from '../catalog/field.js';
import { fieldDescription } from '../catalog/field.js';

/** Where in a request a value stands. Paths are dots; a name with a dot inside is written `[a.b]`. */
export const valueSource = z.object({
  from: z.enum(['body', 'header', 'query', 'path']),
  path: z.string(),
});
export type ValueSource = z.infer<typeof valueSource>;

export const presetReply = z.object({
  status: z.number().int().min(200).max(299),
  contentType: z.string(),
  body: z.string(),
});

/** A request with just these body fields (no others) proves the address and is never a lead. */
export const testPing = z.object({ onlyFields: z.record(z.string(), z.string()) });

/** A static secret that the sender puts into a header, the query or a body field. */
export const staticSecret = z.object({
  family: z.literal('static'),
  /** Names of the connection's fields that hold the name and the value of the key. */
  nameField: z.string(),
  valueField: z.string(),
  locations: z.array(z.enum(['header', 'query', 'body'])),
});
export const noVerification = z.object({ family: z.literal('none') });

/** How one field of the body is read further: text that hides a structure. */
export const bodyReading = z.object({
  field: z.string(),
  as: z.enum(['json', 'cookies', 'list']),
  /** Where the result goes; the field itself stays as it came. */
  into: z.string(),
});

/** A receiver: data only. One preset says all that the ingress must know about a sender. */
export const receiverPreset = z.object({
  app: z.string(),
  event: z.string(),
  label: words,
  appLabel: words,
  category: z.string(),
  icon: z.string(),
  color: z.string(),
  help: words.optional(),
  setup: z.array(words),
  methods: z.array(z.string()),
  testPing: testPing.nullable(),
  verify: z.union([noVerification, staticSecret]),
  connectionFields: z.array(fieldDescription),
  settings: z.array(fieldDescription),
  dedupe: z.array(valueSource),
  readings: z.array(bodyReading),
  /** `null`: the default answer, 202 with the event's id. */
  reply: presetReply.nullable(),
  labels: z.record(z.string(), words),
  sample: jsonObject,
});
export type ReceiverPreset = z.infer<typeof receiverPreset>;
