import { z } from 'zod';

export const answerTypes = [
  'application/json',
  'text/plain',
  'text/html',
  'application/xml',
] as const;
export type AnswerType = (typeof answerTypes)[number];

export const longestTestDelayMs = 5_000;

const ownHeader =
  /^(?:content-language|x-robots-tag|webhook-[a-z0-9-]+|x-(?:app|event|hook|webhook)-[a-z0-9-]+)$/;

/**
 * Whether an owner may set this header: those that steer caches, proxies, cookies, frames or scripts are
 * ours, because webhooks are answered under the same address as the pages.
 */
export const isOwnHeader = (name: string): boolean =>
  name.length <= 60 && ownHeader.test(name.trim().toLowerCase());

const header = z.tuple([
  z
    .string()
    .trim()
    .refine(isOwnHeader, {
      message:
        'only Content-Language, X-Robots-Tag and names that begin with X-App-, X-Event-, X-Hook-, X-Webhook- or Webhook- can be set',
      params: { problem: 'answer_header' },
    }),
  z.string().regex(/^[\x20-\x7e]{0,500}$/, 'a header is one line of Latin letters and signs'),
]);

/** An `https` address without credentials. */
export const isPageAddress = (text: string): boolean => {
  if (!URL.canParse(text) || text.length > 2_000 || /[^\x21-\x7e]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
};

/** Only tests wait: no real sender is kept waiting on purpose. */
const testDelayMs = z.number().int().min(0).max(longestTestDelayMs).default(0);

/**
 * What a sender reads once its event is safely stored, in place of the usual 202. Where a source demands
 * an answer of its own, that one stands.
 */
export const flowAnswer = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('reply'),
      status: z.number().int().min(200).max(299).default(200),
      contentType: z.enum(answerTypes).default('application/json'),
      headers: z.array(header).max(10).default([]),
      /** `{id}` stands for the id of the stored event. */
      body: z.string().max(20_000).default(''),
      testDelayMs,
    })
    .refine(({ status, body }) => body === '' || (status !== 204 && status !== 205), {
      path: ['body'],
      message: 'an answer with the status 204 or 205 has no body',
      params: { problem: 'answer_no_body' },
    }),
  z.strictObject({
    kind: z.literal('redirect'),
    url: z.string().refine(isPageAddress, {
      message: 'give the whole address of a page, beginning with https://',
      params: { problem: 'answer_page' },
    }),
    testDelayMs,
  }),
  z.strictObject({
    kind: z.literal('page'),
    title: z.string().trim().min(1).max(200),
    text: z.string().max(2_000).default(''),
    testDelayMs,
  }),
]);
export type FlowAnswer = z.infer<typeof flowAnswer>;
