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

export const attentionView = z.object({
  /** All runs that wait for a person, also those of groups that are not listed. */
  total: z.number().int(),
  items: z.array(attentionGroup),
});
export type AttentionView = z.infer<typeof attentionView>;
