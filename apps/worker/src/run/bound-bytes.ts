import type { ClaimedRun } from '@hookline/store';

export type ByteBound = {
  /** How many runs may be claimed now, of as many as there are places for. */
  readonly limit: (places: number) => number;
  /** Learns from what was claimed how large leads are. */
  readonly learn: (claimed: readonly ClaimedRun[]) => void;
};

/** Claimed at once while nothing is known of the leads' sizes. */
const firstLimit = 8;

/**
 * Bounds what a worker has in memory by bytes and not by count: few large leads at once, many small ones.
 * The size of a lead is known only when it is there, so the count grows as long as leads turn out small.
 */
export function boundBytes(options: {
  readonly held: () => readonly ClaimedRun[];
  readonly maxBytes: number;
  readonly most: number;
}): ByteBound {
  const { held, maxBytes, most } = options;
  let allowed = Math.min(firstLimit, most);
  let largestBytes = 0;
  return {
    limit: (places) => {
      const leftBytes = maxBytes - bytesOf(held());
      if (leftBytes <= 0) return 0;
      const fitting = largestBytes === 0 ? most : Math.floor(leftBytes / largestBytes);
      // One always fits into an empty worker, however large it is.
      return Math.min(places, allowed, held().length === 0 ? Math.max(1, fitting) : fitting);
    },
    learn: (claimed) => {
      if (claimed.length === 0) return;
      const seen = Math.max(...claimed.map(({ event }) => event.content.length));
      // Slowly forgotten, so that one large lead in a thousand does not make every claim a small one for ever.
      largestBytes = Math.max(seen, Math.floor(largestBytes * 0.75));
      const fitting = Math.max(1, Math.floor(maxBytes / Math.max(1, largestBytes)));
      allowed = Math.min(most, fitting, Math.max(firstLimit, allowed * 2));
    },
  };
}

const bytesOf = (runs: readonly ClaimedRun[]): number =>
  runs.reduce((sum, run) => sum + run.event.content.length, 0);
