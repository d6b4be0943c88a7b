/**
 * Tells workers of batches that were stored. A lone lead is told of at once, because a worker may be
 * asleep. In a flood the one that was just woken is at work anyway, and each hint is a commit of the
 * queue: then it is told at most every `everyMs`, the last time after the last batch.
 */
export function paceHints(wake: () => void, everyMs: number): (batchSize: number) => void {
  let timer: NodeJS.Timeout | null = null;
  let lastAtMs = -Infinity;

  const wakeNow = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    lastAtMs = performance.now();
    wake();
  };
  return (batchSize) => {
    const restMs = lastAtMs + everyMs - performance.now();
    if (batchSize === 1 || restMs <= 0) wakeNow();
    else timer ??= setTimeout(wakeNow, restMs);
  };
}
