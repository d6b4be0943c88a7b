type Bucket = { tokens: number; filledAtMs: number };

export type BucketOptions = {
  readonly perSec: number;
  /** What may come at once after a quiet time. */
  readonly burst: number;
  readonly maxNames: number;
};

/** One bucket of tokens for each name, of the names that were used last: true while there is one to take. */
export function createTokenBuckets(
  { perSec, burst, maxNames }: BucketOptions,
  now: () => number = Date.now,
): (name: string) => boolean {
  const buckets = new Map<string, Bucket>();
  return (name) => {
    const at = now();
    const known = buckets.get(name) ?? { tokens: burst, filledAtMs: at };
    // A clock that was set back fills nothing, and takes nothing away.
    const grown = known.tokens + (Math.max(0, at - known.filledAtMs) * perSec) / 1_000;
    const tokens = Math.min(burst, grown);
    buckets.delete(name);
    buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, filledAtMs: at });
    if (buckets.size > maxNames) buckets.delete(buckets.keys().next().value ?? name);
    return tokens >= 1;
  };
}
