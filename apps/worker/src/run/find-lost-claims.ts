/** The database may still commit a claim so long after its connection broke. */
const uncertainMs = 15_000;
const everyMs = 1_000;

export type LostClaims = {
  /** The answer of a claim did not come: it may have taken runs all the same. */
  readonly suspect: () => void;
  /** Before the next claim: gives back what a lost one took, so that nothing waits for a lease to end. */
  readonly find: () => Promise<void>;
};

/** Looks for runs that were claimed for this worker and never reached it, while there may be some. */
export function createLostClaims(options: {
  readonly handBack: () => Promise<number>;
  readonly onFound: (count: number) => void;
  readonly nowMs?: () => number;
}): LostClaims {
  const nowMs = options.nowMs ?? (() => performance.now());
  let untilMs = -Infinity;
  let nextMs = -Infinity;
  return {
    suspect: () => {
      untilMs = nowMs() + uncertainMs;
    },
    find: async () => {
      if (nowMs() > untilMs || nowMs() < nextMs) return;
      nextMs = nowMs() + everyMs;
      const count = await options.handBack();
      if (count > 0) options.onFound(count);
    },
  };
}
