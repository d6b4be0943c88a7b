import { z } from 'zod';

/** What can be wrong: an accepted event must have exactly one run that counts, and each such run its event. */
export const balanceFaultKinds = [
  'event_without_run',
  'event_with_many_runs',
  'run_without_event',
] as const;
export type BalanceFaultKind = (typeof balanceFaultKinds)[number];

export const balanceView = z.object({
  /** Null until the first check. */
  checkedAt: z.iso.datetime().nullable(),
  faults: z.array(
    z.object({
      kind: z.enum(balanceFaultKinds),
      count: z.number().int(),
      sampleEventId: z.string(),
      foundAt: z.iso.datetime(),
    }),
  ),
});
export type BalanceView = z.infer<typeof balanceView>;
