/**
 * Milliseconds that the quickest of some turns takes. What else a machine does makes single turns longer and none
 * shorter, so a bound on this is one on the work itself, also on a machine that is busy.
 */
export async function quickestMs(work: () => unknown, turns = 5): Promise<number> {
  let quickest = Infinity;
  for (let turn = 0; turn < turns; turn += 1) {
    const startedMs = performance.now();
    await work();
    quickest = Math.min(quickest, performance.now() - startedMs);
  }
  return quickest;
}
