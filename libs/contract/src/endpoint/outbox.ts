import { z } from 'zod';
import { endpoint, idParam, pageOf, pageQuery } from './endpoint.js';

export const caughtMail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  createdAt: z.iso.datetime(),
  runId: z.string().nullable(),
});
export type CaughtMail = z.infer<typeof caughtMail>;

export const caughtMailView = caughtMail.extend({
  text: z.string().nullable(),
  html: z.string().nullable(),
  messageId: z.string(),
});

export const listOutbox = endpoint({
  id: 'listOutbox',
  method: 'GET',
  path: '/outbox',
  summary: 'Mails caught because no mail server is connected, newest first',
  query: z.object(pageQuery),
  reply: pageOf(caughtMail),
});

export const getCaughtMail = endpoint({
  id: 'getCaughtMail',
  method: 'GET',
  path: '/outbox/{id}',
  summary: 'Reads a caught mail',
  params: idParam,
  reply: caughtMailView,
  errors: ['message_not_found'],
});
