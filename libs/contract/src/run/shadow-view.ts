import { z } from 'zod';
import { jsonValue } from '../json.js';
import { runError } from './run-view.js';

/** How what the draft would do of one event compares with what the live version did. */
export const shadowVerdicts = ['same', 'changed', 'fails', 'mended'] as const;
export type ShadowVerdict = (typeof shadowVerdicts)[number];

export const shadowEnds = ['succeeded', 'filtered', 'failed'] as const;
export type ShadowEnd = (typeof shadowEnds)[number];

/** `replaced`: the step goes to another action or connection. */
export const shadowChangeKinds = ['added', 'dropped', 'changed', 'replaced'] as const;
export type ShadowChangeKind = (typeof shadowChangeKinds)[number];

/** One field of an effect; absent where the value is not there, and cut where it is long. */
export const shadowField = z.object({
  pointer: z.string(),
  before: jsonValue.optional(),
  after: jsonValue.optional(),
});
export type ShadowField = z.infer<typeof shadowField>;

export const shadowChange = z.object({
  stepId: z.string(),
  item: z.string(),
  kind: z.enum(shadowChangeKinds),
  fields: z.array(shadowField),
  error: runError.nullable(),
});
export type ShadowChange = z.infer<typeof shadowChange>;

export const shadowExample = z.object({
  eventId: z.string(),
  receivedAt: z.iso.datetime(),
  summary: z.string(),
  runId: z.string().nullable(),
  verdict: z.enum(shadowVerdicts),
  /** `record`: what the live version did is known; `shadow`: it was worked out like the draft. */
  basis: z.enum(['record', 'shadow']),
  endBefore: z.enum(shadowEnds).nullable(),
  endAfter: z.enum(shadowEnds),
  /** Why the draft would fail. */
  error: runError.nullable(),
  changes: z.array(shadowChange),
});
export type ShadowExample = z.infer<typeof shadowExample>;

/** In how many events an effect, or one field of it, is otherwise. */
export const shadowCount = z.object({
  stepId: z.string(),
  kind: z.enum(shadowChangeKinds),
  pointer: z.string().nullable(),
  events: z.number().int(),
});
export type ShadowCount = z.infer<typeof shadowCount>;

export const shadowBatch = z.object({
  /** Events that there are to look at, at most a thousand; told with the first batch. */
  available: z.number().int().nullable(),
  /** The version that the draft is compared with; none for a flow that was never published. */
  comparedWith: z.number().int().nullable(),
  events: z.number().int(),
  verdicts: z.object({
    same: z.number().int(),
    changed: z.number().int(),
    fails: z.number().int(),
    mended: z.number().int(),
  }),
  counts: z.array(shadowCount),
  /** Reading steps whose answer was neither asked nor in the records: a sample stood in. */
  assumed: z.array(z.object({ stepId: z.string(), events: z.number().int() })),
  examples: z.array(shadowExample),
  nextCursor: z.string().nullable(),
});
export type ShadowBatch = z.infer<typeof shadowBatch>;
