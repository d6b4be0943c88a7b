type Bucket = { tokens: number; filledAtMs: number };

/** True while the name may come once more, at so many a minute. */
export type RateBook = (name: string, perMinute: number) => boolean;

/**
 * Counts the requests of endpoints that have a rate of their own. It outlives what is remembered of an
 * endpoint, or every look-up would begin a new minute. After a quiet minute all of its requests may come at once.
 */
export function openRateBook(
  { maxNames }: { maxNames: number },
  now: () => number = Date.now,
): RateBook {
  const buckets = new Map<string, Bucket>();
  return (name, perMinute) => {
    const at = now();
    const known = buckets.get(name) ?? { tokens: perMinute, filledAtMs: at };
    // A clock that was set back fills nothing.
    const grown = known.tokens + (Math.max(0, at - known.filledAtMs) * perMinute) / 60_000;
    const tokens = Math.min(perMinute, grown);
    const mayCome = tokens >= 1;
    buckets.delete(name);
    buckets.set(name, { tokens: mayCome ? tokens - 1 : tokens, filledAtMs: at });
    if (buckets.size > maxNames) buckets.delete(buckets.keys().next().value ?? name);
    return mayCome;
  };
}
