type Count = { tries: number; lastAtMs: number; waitUntilMs: number };

export type ThrottleOptions = {
  /** Tries that cost nothing. */
  readonly free: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Without a try for so long, all is forgotten. */
  readonly forgetMs: number;
  readonly maxKeys?: number;
};

/**
 * Slows down whoever keeps trying: each try over the free ones doubles the wait before the next. There
 * is no lock, so nobody can shut another person out, and no more memory than `maxKeys` entries.
 */
export function createThrottle(options: ThrottleOptions, now: () => number = Date.now) {
  const counts = new Map<string, Count>();
  const maxKeys = options.maxKeys ?? 10_000;

  return {
    /** Counts a try. 0: go on; else the milliseconds to wait, and the try did not happen. */
    take: (key: string): number => {
      const at = now();
      const known = counts.get(key);
      const isFresh = known !== undefined && at - known.lastAtMs < options.forgetMs;
      const count = isFresh ? known : { tries: 0, lastAtMs: at, waitUntilMs: 0 };
      if (at < count.waitUntilMs) return count.waitUntilMs - at;
      count.tries += 1;
      count.lastAtMs = at;
      const over = count.tries - options.free;
      if (over >= 0) {
        const waitMs = options.firstWaitMs * 2 ** Math.min(over, 30);
        count.waitUntilMs = at + Math.min(waitMs, options.longestWaitMs);
      }
      // The least recently tried is forgotten first.
      counts.delete(key);
      counts.set(key, count);
      if (counts.size > maxKeys) counts.delete(counts.keys().next().value ?? key);
      return 0;
    },
    forget: (key: string): void => {
      counts.delete(key);
    },
  };
}
