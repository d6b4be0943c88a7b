import { z } from 'zod';
import { flowDocument } from './document.js';
import { flowProblem } from './check-flow.js';

export const flowStates = ['draft', 'live', 'paused'] as const;
export type FlowState = (typeof flowStates)[number];

/** Counts of one flow's events by where they ended; `received` must equal the sum of the rest. */
export const ledger = z.object({
  received: z.number().int(),
  succeeded: z.number().int(),
  filtered: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int(),
  test: z.number().int(),
  held: z.number().int(),
  open: z.number().int(),
  balanced: z.boolean(),
});
export type Ledger = z.infer<typeof ledger>;

/** How many flows one address may feed besides its own. */
export const mostFed = 20;

export const namedFlow = z.object({ id: z.string(), name: z.string() });
export type NamedFlow = z.infer<typeof namedFlow>;

export const flowView = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(flowStates),
  hookUrl: z.string(),
  draft: flowDocument,
  /** The schema of a draft that a newer Hookline wrote: it can be read here, not changed. */
  newerSchema: z.number().int().nullable(),
  /** Grows with every saved change; a save must name the one it started from. */
  draftRevision: z.number().int(),
  published: z
    .object({ versionId: z.string(), number: z.number().int(), publishedAt: z.iso.datetime() })
    .nullable(),
  hasUnpublishedChanges: z.boolean(),
  /** The event that samples and previews are taken from; null: the newest. */
  sampleEventId: z.string().nullable(),
  /** The flow whose address the draft wants events from; null: it names none, or none that there is. */
  takesFrom: namedFlow.extend({ hookUrl: z.string() }).nullable(),
  /** The flows that take events from the address of this one now. */
  feeds: z.array(namedFlow),
  /** What stands in the way of publishing the draft. */
  problems: z.array(flowProblem),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type FlowView = z.infer<typeof flowView>;

export const flowSummary = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(flowStates),
  /** Keys of the apps on the path, the source first. */
  apps: z.array(z.string()),
  hasUnpublishedChanges: z.boolean(),
  lastEventAt: z.iso.datetime().nullable(),
  ledger,
  needsAttention: z.number().int(),
  updatedAt: z.iso.datetime(),
});
export type FlowSummary = z.infer<typeof flowSummary>;

export const flowVersionView = z.object({
  id: z.string(),
  number: z.number().int(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string().nullable(),
  /** What somebody called it afterwards; the version itself never changes. */
  name: z.string().nullable(),
  document: flowDocument,
});
export type FlowVersionView = z.infer<typeof flowVersionView>;
