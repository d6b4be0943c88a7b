import { createTokenBuckets } from './pressure/token-buckets.js';

/** How many rejected requests of one flow are kept for its owner to see: the rest are only refused. */
export function createRejectionBudget(
  { perMinute, maxFlows }: { perMinute: number; maxFlows: number },
  now: () => number = Date.now,
): (flowId: string) => boolean {
  const options = { perSec: perMinute / 60, burst: perMinute, maxNames: maxFlows };
  return createTokenBuckets(options, now);
}
