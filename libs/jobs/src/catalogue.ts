/**
 * Every job there is. A job is a hint or a timer: it says "look", never "do this once", and carries no
 * data of anybody. All of them may be lost, doubled or late; the tables say what is to be done.
 */
export const jobCatalogue = {
  /** Runs may be due: claim. */
  'run.wake': { everyMs: null },
  /** Somebody asked something of the outside world: take the calls. */
  'call.wake': { everyMs: null },
  /** The address of a flow is to be made known to its sender, or taken away there; or looked at again. */
  'registration.wake': { everyMs: 60_000 },
  /** Housekeeping: partitions ahead, forgotten dedupe keys, old calls. */
  'house.sweep': { everyMs: 60_000 },
  /** What has come to its place in the ledger is taken into its sums. */
  'ledger.fold': { everyMs: 15_000 },
} as const satisfies Record<string, { everyMs: number | null }>;

export type JobName = keyof typeof jobCatalogue;

/** What a process does for each job; a job without a handler does not compile. */
export type JobHandlers = { readonly [Name in JobName]: () => Promise<void> | void };
