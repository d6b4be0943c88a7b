const everyMs = 100;
/** Looks that must all be late: about a second of it. */
const looks = 3;

export type LoopWatch = {
  /** The process is too busy to answer in time, and has been for a while. */
  readonly isLate: () => boolean;
  /** What came before, like the work of a start, does not count. */
  readonly start: () => void;
  readonly stop: () => void;
};

/**
 * Looks at how late the event loop comes to a timer. One late look is a hiccup that refuses nobody: only
 * several in a row mean that whoever comes now would wait, too.
 */
export function watchLoop(maxDelayMs: number): LoopWatch {
  let lateInARow = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    isLate: () => lateInARow >= looks,
    start: () => {
      let dueAtMs = performance.now() + everyMs;
      timer = setInterval(() => {
        const nowMs = performance.now();
        lateInARow = nowMs - dueAtMs > maxDelayMs ? lateInARow + 1 : 0;
        dueAtMs = nowMs + everyMs;
      }, everyMs).unref();
    },
    stop: () => clearInterval(timer),
  };
}
