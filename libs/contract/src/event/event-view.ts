import { z } from 'zod';
import { jsonValue } from '../json.js';
import { runStates } from '../run/run-view.js';

export const eventStates = [
  'accepted',
  'held',
  'discarded',
  'duplicate',
  'rejected',
  'test',
  'captured',
] as const;
export type EventState = (typeof eventStates)[number];

export const bodyKinds = ['json', 'form', 'multipart', 'xml', 'text', 'bytes', 'none'] as const;
export type BodyKind = (typeof bodyKinds)[number];

export const eventSummary = z.object({
  id: z.string(),
  flowId: z.string(),
  state: z.enum(eventStates),
  receivedAt: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  bodyKind: z.enum(bodyKinds),
  bodyBytes: z.number().int(),
  /** The first telling values, for a list row. */
  summary: z.string(),
  runId: z.string().nullable(),
  /** Why it is a duplicate, rejected, in quarantine or a test; plain words for the owner. */
  reason: z.string().nullable(),
  /** Held because its endpoint does not trust it; a person releases or discards it. */
  isQuarantined: z.boolean(),
  duplicateOf: z.string().nullable(),
  /** An earlier event of the same id and another content; nobody proved which of the two is the sender's. */
  sameIdAs: z.string().nullable(),
});
export type EventSummary = z.infer<typeof eventSummary>;

export const attachment = z.object({
  index: z.number().int(),
  field: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  bytes: z.number().int(),
});

export const proofs = ['proved', 'not_asked', 'refused', 'unknown'] as const;

export const eventRun = z.object({
  id: z.string(),
  flowId: z.string(),
  state: z.enum(runStates),
  createdAt: z.iso.datetime(),
  isByHand: z.boolean(),
});

export const eventView = eventSummary.extend({
  query: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  payload: jsonValue,
  /** The raw body as text where it is text; the bytes are at `/events/{id}/body`. */
  rawText: z.string().nullable(),
  attachments: z.array(attachment),
  /**
   * It came in one request with others of its flow, `events` together; the bytes of the request are the body of
   * the first of them, and the others' body is what they stand for.
   */
  batch: z.object({ firstEventId: z.string(), events: z.number().int() }).nullable(),
  /** Whether the sender proved who it is: `refused` tells why in `reason`, `unknown` is of before it was kept. */
  proof: z.enum(proofs),
  /** Everything that ran for it, the newest first. */
  runs: z.array(eventRun),
});
export type EventView = z.infer<typeof eventView>;
