import { z } from 'zod';
import { fieldDescription, words } from '../catalog/field.js';
import { jsonObject } from '../json.js';
import { bodyReading } from './reading.js';
import { requestCondition, valueSource } from './value-source.js';
import { verifyScheme } from './verify.js';

export const presetReply = z.object({
  status: z.number().int().min(200).max(299),
  contentType: z.string(),
  /** `{id}` stands for the id of the stored event. */
  body: z.string(),
});

/** A request that proves the address and is never a lead: a handshake, a test ping. */
export const greeting = z.object({
  methods: z.array(z.string()),
  when: z.array(requestCondition),
  /** The body has just these fields; `null` stands for any value. */
  onlyFields: z.record(z.string(), z.string().nullable()).optional(),
  /** Answered without proof even when a secret is set: the sender cannot or does not sign it. */
  isOpen: z.boolean(),
  /** A word of its own that must match a field of the connection. */
  secret: z.object({ at: valueSource, field: z.string() }).optional(),
  /** `echo`: the value that stands there, as plain text. `null`: the usual reply. */
  reply: z.union([presetReply, z.object({ echo: valueSource })]).nullable(),
});
export type Greeting = z.infer<typeof greeting>;

/** One request that carries many events: the list at each of these paths is split, one run per element. */
export const batchSplit = z.object({
  /** `*` stands for every name or number: `events`, `entry.*.changes`; `''` is the body itself. */
  paths: z.array(z.string()),
});

export const eventNames = z.object({
  at: valueSource,
  /** Other places where senders of this kind write the same. */
  also: z.array(valueSource).optional(),
  known: z.array(z.object({ value: z.string(), label: words, isUsual: z.boolean() })),
  /**
   * Where `at` is a place that the sender does not sign: the kinds that its body tells itself. Where more than 0
   * stands at the place it is of this kind, and nothing else is; a request whose `at` says otherwise starts nothing.
   */
  told: z
    .array(
      z.object({
        value: z.string(),
        place: valueSource,
        /** Bodies of this kind may come without it: then only these values at another place say that it is not. */
        mayLack: z.object({ place: valueSource, denials: z.array(z.string()) }).optional(),
      }),
    )
    .optional(),
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
  /** A program to paste at the sender's; `{{hookUrl}}` stands for the address. */
  snippet: z.object({ label: words, code: z.string() }).nullable(),
  /** How much of this is known for certain, and what is not. */
  evidence: z.enum(['verified', 'partial', 'unverified']),
  notes: z.array(words),
  methods: z.array(z.string()),
  greetings: z.array(greeting),
  /** Whether a connection can, or must, hold a secret of the sender. */
  connection: z.enum(['none', 'optional', 'required']),
  verify: z.array(verifyScheme),
  connectionFields: z.array(fieldDescription),
  settings: z.array(fieldDescription),
  /** Networks that the sender publishes: words for the page, enforced only when the owner says so. */
  networks: z.array(z.string()),
  /** Body fields that carry somebody's credentials and must not be stored. */
  masks: z.array(z.string()),
  events: eventNames.nullable(),
  split: batchSplit.nullable(),
  /** What names an event: the first of these of which every part is there. */
  dedupe: z.array(z.array(valueSource)),
  /** For senders without an id: equal keys are one event only within this time. */
  dedupeWindowSecs: z.number().positive().nullable(),
  /**
   * Body fields that name the moment of an event, for senders whose id stands in a header that they do not sign:
   * where one is there, the same proved body is the same event, whatever its header says. So may a sender's whose kind
   * stands where it does not sign (`told`): then a body is the same event at whatever address it comes.
   */
  dedupeMoments: z.array(z.string()),
  readings: z.array(bodyReading),
  /** Names of XML have just these prefixes for these namespaces, whatever prefixes the sender writes. */
  xmlPrefixes: z.record(z.string(), z.string()).optional(),
  /** The fields of the query are fields of the payload, too; where both have one, the body's stands. */
  mergesQuery: z.boolean().optional(),
  /** `null`: the default answer, 202 with the event's id. */
  reply: presetReply.nullable(),
  labels: z.record(z.string(), words),
  sample: jsonObject,
  /** A documented request as it comes off the wire, for the page and for tests. */
  wire: z.object({
    method: z.string(),
    path: z.string(),
    query: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
});
export type ReceiverPreset = z.infer<typeof receiverPreset>;
