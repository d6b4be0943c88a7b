import { createTokenBuckets } from './pressure/token-buckets.js';

type Bounds = { perMinute: number; perDay: number; maxFlows: number };

/** How many rejected requests of one flow are kept for its owner to see: the rest are only refused. */
export function createRejectionBudget(
  { perMinute, perDay, maxFlows }: Bounds,
  now: () => number = Date.now,
): (flowId: string) => boolean {
  const soon = createTokenBuckets(
    { perSec: perMinute / 60, burst: perMinute, maxNames: maxFlows },
    now,
  );
  const inAll = createTokenBuckets(
    { perSec: perDay / 86_400, burst: perDay, maxNames: maxFlows },
    now,
  );
  // What is not kept for its minute's sake costs nothing of its day.
  return (flowId) => soon(flowId) && inAll(flowId);
}
