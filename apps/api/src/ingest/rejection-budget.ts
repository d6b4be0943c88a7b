type Bucket = { tokens: number; filledAtMs: number };

/** How many rejected requests of one flow are kept for its owner to see: the rest are only refused. */
export function createRejectionBudget(
  { perMinute, maxFlows }: { perMinute: number; maxFlows: number },
  now: () => number = Date.now,
): (flowId: string) => boolean {
  const buckets = new Map<string, Bucket>();
  return (flowId) => {
    const at = now();
    const known = buckets.get(flowId) ?? { tokens: perMinute, filledAtMs: at };
    const grown = known.tokens + ((at - known.filledAtMs) * perMinute) / 60_000;
    const tokens = Math.min(perMinute, grown);
    buckets.delete(flowId);
    buckets.set(flowId, { tokens: tokens >= 1 ? tokens - 1 : tokens, filledAtMs: at });
    if (buckets.size > maxFlows) buckets.delete(buckets.keys().next().value ?? flowId);
    return tokens >= 1;
  };
}
