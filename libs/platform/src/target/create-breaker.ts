/** How a request ended, as far as the health of its target goes. `none` says nothing about it. */
export type TargetOutcome = 'answered' | 'failed' | 'none';

export type Breaker = {
  /** `probe`: the one request that may find out whether the target is back. */
  readonly ask: () => 'closed' | 'probe' | 'open';
  readonly tell: (outcome: TargetOutcome, isProbe: boolean) => void;
  readonly isOpen: () => boolean;
  readonly nextProbeInMs: () => number;
};

const failuresToOpen = 10;
const firstRestMs = 5_000;
const longestRestMs = 60_000;

/**
 * Opens when a target has failed too often in a row: from then on one request at a time looks whether it
 * is back, after rests that grow with every look in vain.
 */
export function createBreaker(options: {
  nowMs: () => number;
  random: () => number;
  onOpen: () => void;
}): Breaker {
  const { nowMs, random, onOpen } = options;
  let failures = 0;
  let rests = 0;
  let openUntilMs = 0;
  let isProbing = false;

  const rest = (): void => {
    const restMs = Math.min(longestRestMs, firstRestMs * 2 ** rests);
    rests += 1;
    openUntilMs = nowMs() + restMs * (1 + random() / 10);
  };

  const fail = (isProbe: boolean): void => {
    failures += 1;
    // Those that were under way when it opened say nothing new.
    if (isProbe) rest();
    else if (rests === 0 && failures >= failuresToOpen) {
      rest();
      onOpen();
    }
  };

  return {
    ask: () => {
      if (rests === 0) return 'closed';
      if (isProbing || nowMs() < openUntilMs) return 'open';
      isProbing = true;
      return 'probe';
    },
    tell: (outcome, isProbe) => {
      if (isProbe) isProbing = false;
      if (outcome === 'failed') fail(isProbe);
      if (outcome !== 'answered') return;
      failures = 0;
      rests = 0;
    },
    isOpen: () => rests > 0,
    nextProbeInMs: () => (rests === 0 ? 0 : Math.max(0, openUntilMs - nowMs())),
  };
}
