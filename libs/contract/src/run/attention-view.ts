import { z } from 'zod';
import { writtenWhy } from './why.js';

/** Runs of one flow that stopped at the same step for the same reason and wait for a person. */
export const attentionGroup = z.object({
  /** Names the group in the filter of a replay. */
  cause: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  step: z
    .object({
      stepId: z.string(),
      type: z.string(),
      app: z.string().nullable(),
      action: z.string().nullable(),
      name: z.string(),
    })
    .nullable(),
  code: z.string(),
  /** The words of the newest one. */
  message: z.string(),
  why: writtenWhy.optional(),
  count: z.number().int(),
  oldestAt: z.iso.datetime(),
  newestAt: z.iso.datetime(),
  sample: z.object({ runId: z.string(), summary: z.string() }),
});
export type AttentionGroup = z.infer<typeof attentionGroup>;

/** A flow whose sender is told to come later (429), of late. */
export const refusingFlow = z.object({
  flowId: z.string(),
  flowName: z.string(),
  /** More comes than its address takes at a time, or too much of it still waits. */
  code: z.enum(['too_quick', 'too_much_waiting']),
  /** At least so many requests, within the last quarter of an hour. */
  count: z.number().int(),
  lastAt: z.iso.datetime(),
  /** The latest entry of the inbox that tells of it. */
  eventId: z.string(),
});
export type RefusingFlow = z.infer<typeof refusingFlow>;

/** A webhook of ours at another system that we could not take away; only a person can remove it there. */
export const leftBehindHook = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  isFlowDeleted: z.boolean(),
  app: z.string(),
  /** Where it is there, as the owner wrote it: a repository, a board; empty where the app has one place for all. */
  place: z.string(),
  /** Of the connection that made it; `null` when that is deleted. */
  connectionName: z.string().nullable(),
  /** The address that it calls, without a query. */
  hookUrl: z.string(),
  at: z.iso.datetime(),
});
export type LeftBehindHook = z.infer<typeof leftBehindHook>;

export const attentionView = z.object({
  /** All runs that wait for a person, also those of groups that are not listed. */
  total: z.number().int(),
  items: z.array(attentionGroup),
  refusing: z.array(refusingFlow),
  leftBehind: z.array(leftBehindHook),
});
export type AttentionView = z.infer<typeof attentionView>;
