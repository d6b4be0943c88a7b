import { z } from 'zod';

/** What the server tells an open page: something changed, ask again. Never data, so nothing leaks. */
export const liveMessage = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('hello') }),
  z.object({ topic: z.literal('events'), flowId: z.string() }),
  z.object({ topic: z.literal('runs'), flowId: z.string() }),
  z.object({ topic: z.literal('flows'), flowId: z.string().nullable() }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;
export const livePath = '/api/v1/live';
