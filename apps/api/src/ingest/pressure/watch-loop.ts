const everyMs = 100;

export type LoopWatch = {
  /** The process is too busy to answer in time, and has been for a while. */
  readonly isLate: () => boolean;
  readonly delayMs: () => number;
  readonly stop: () => void;
};

/**
 * Looks at how late the event loop comes to a timer. One late look is a hiccup that refuses nobody: only
 * two in a row mean that whoever comes now would wait, too.
 */
export function watchLoop(maxDelayMs: number): LoopWatch {
  let delayMs = 0;
  let delayBeforeMs = 0;
  let dueAtMs = performance.now() + everyMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    delayBeforeMs = delayMs;
    delayMs = Math.max(0, nowMs - dueAtMs);
    dueAtMs = nowMs + everyMs;
  }, everyMs).unref();
  return {
    isLate: () => Math.min(delayMs, delayBeforeMs) > maxDelayMs,
    delayMs: () => delayMs,
    stop: () => clearInterval(timer),
  };
}
