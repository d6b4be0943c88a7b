import { z } from 'zod';
import { jsonValue } from '../json.js';
import { writtenWhy, type Why } from './why.js';
import type { RunErrorCode } from './why-codes.js';

export const runStates = [
  'queued',
  'running',
  'waiting',
  'needs_attention',
  'succeeded',
  'filtered',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof runStates)[number];
export const openRunStates = ['queued', 'running', 'waiting', 'needs_attention'] as const;
export const endRunStates = ['succeeded', 'filtered', 'failed', 'cancelled'] as const;
export type EndRunState = (typeof endRunStates)[number];

/**
 * Why a run stands still: a delay of the flow, the next try, a hold of the connection, its turn; or it is due, and
 * no worker has taken it up.
 */
export const waitReasons = ['delay', 'retry', 'throttled', 'connection', 'turn', 'worker'] as const;

/** An error as history keeps it: what happened and what to do, never a secret. */
export const runError = z.object({
  code: z.string(),
  message: z.string(),
  stepId: z.string().nullable(),
  /** JSON pointer into the step's input, when one field is at fault. */
  pointer: z.string().nullable(),
  why: writtenWhy.optional(),
});
export type RunError = z.infer<typeof runError>;

/** An error that we write ourselves: each code that it names has its words on the pages. */
export type OwnRunError = RunError & {
  readonly code: RunErrorCode;
  readonly why?: Why | undefined;
};

export const attemptStates = ['intent', 'succeeded', 'failed', 'unknown', 'skipped'] as const;
export type AttemptState = (typeof attemptStates)[number];

export const attemptView = z.object({
  /** Which element of a loop, counted from 0, `2.0` in a loop in a loop; empty outside loops. */
  item: z.string(),
  try: z.number().int(),
  state: z.enum(attemptStates),
  idempotencyKey: z.string().nullable(),
  input: jsonValue,
  output: jsonValue,
  error: runError.nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Who said, when nobody else knew, whether it had happened: `state` is that answer, given at `finishedAt`. */
  answeredBy: z.string().nullable(),
});
export type AttemptView = z.infer<typeof attemptView>;

export const runStepView = z.object({
  stepId: z.string(),
  type: z.string(),
  app: z.string().nullable(),
  action: z.string().nullable(),
  name: z.string(),
  state: z.enum([...attemptStates, 'pending']),
  attempts: z.array(attemptView),
});
export type RunStepView = z.infer<typeof runStepView>;

export const runSummary = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  eventId: z.string(),
  state: z.enum(runStates),
  summary: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  waitingFor: z.enum(waitReasons).nullable(),
  nextTryAt: z.iso.datetime().nullable(),
  error: runError.nullable(),
  /** The run that this one repeats, and the one that repeats this one. */
  replayOf: z.string().nullable(),
  replayedBy: z.string().nullable(),
  /** Started by a person on a stored event; it does not stand for the event in the ledger. */
  isByHand: z.boolean(),
});
export type RunSummary = z.infer<typeof runSummary>;

export const runView = runSummary.extend({
  versionId: z.string(),
  versionNumber: z.number().int(),
  trigger: jsonValue,
  /** False where the history of its event was dropped before its own: it cannot be repeated. */
  isEventKept: z.boolean(),
  steps: z.array(runStepView),
});
export type RunView = z.infer<typeof runView>;
