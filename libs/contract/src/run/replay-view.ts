import { z } from 'zod';
import { runStates } from './run-view.js';

/** Which runs: the chosen ones, or all that a filter finds at this moment. */
export const runSelection = z.union([
  z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(1_000) }),
  z.strictObject({
    filter: z.strictObject({
      flowId: z.string().max(100).optional(),
      status: z.array(z.enum(runStates)).min(1).optional(),
      errorCode: z.string().max(200).optional(),
      /** Of a group of `/attention`. */
      cause: z.string().max(100).optional(),
      text: z.string().max(200).optional(),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
    }),
  }),
]);
export type RunSelection = z.infer<typeof runSelection>;

/** Why a run of a selection is left as it is. */
export const refusalReasons = [
  'not_found',
  'at_work',
  'ended',
  'repeated_already',
  'nothing_failed',
  'never_published',
  'event_gone',
  'flow_deleted',
  'connection_deleted',
  'step_removed',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const refusal = z.object({
  reason: z.enum(refusalReasons),
  count: z.number().int(),
  sampleRunId: z.string(),
});
export type Refusal = z.infer<typeof refusal>;

export const replayStates = ['running', 'done', 'cancelled'] as const;
export type ReplayState = (typeof replayStates)[number];

/** Many runs that are replayed or cancelled one after the other, the earliest lead first. */
export const replayView = z.object({
  id: z.string(),
  kind: z.enum(['replay', 'cancel']),
  state: z.enum(replayStates),
  total: z.number().int(),
  done: z.number().int(),
  /** Runs that had moved on when their turn came. */
  skipped: z.number().int(),
  failed: z.number().int(),
  askedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ReplayView = z.infer<typeof replayView>;

/** What would be done and what not, told before anything is; `replay` is null when nothing was begun. */
export const replayPlan = z.object({
  ready: z.number().int(),
  refused: z.array(refusal),
  replay: replayView.nullable(),
});
export type ReplayPlan = z.infer<typeof replayPlan>;
