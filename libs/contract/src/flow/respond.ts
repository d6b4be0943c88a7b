import { z } from 'zod';
import { jsonValue } from '../json.js';

/** The headers that an answer may carry: none that a proxy in front of us would obey. */
export const replyHeaderNames = [
  'content-type',
  'content-language',
  'content-disposition',
  'cache-control',
  'retry-after',
  'x-robots-tag',
] as const;

const status = z
  .number()
  .int()
  .min(200)
  .max(599)
  .refine((code) => code < 300 || code >= 400, {
    message: 'a redirect is an answer of its own kind',
    params: { problem: 'answer_redirect' },
  })
  .optional();
const headers = z.partialRecord(z.enum(replyHeaderNames), z.string().max(2_000)).optional();

/** What the sender of a webhook is answered; every text in it is a template. */
export const replyTemplate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('json'), status, headers, body: jsonValue }),
  z.strictObject({ kind: z.literal('text'), status, headers, body: z.string().max(100_000) }),
  /** To another page, by GET (303). */
  z.strictObject({ kind: z.literal('redirect'), to: z.string().min(1).max(4_000) }),
  /** A short page for the person who has sent a form. */
  z.strictObject({
    kind: z.literal('page'),
    title: z.string().max(500),
    text: z.string().max(10_000),
  }),
]);
export type ReplyTemplate = z.infer<typeof replyTemplate>;

/** A computed answer, as a run keeps it. */
export const runReply = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type RunReply = z.infer<typeof runReply>;

/** How long a sender is kept waiting for the answer of its run. */
export const replyWithinMs = 10_000;
