export interface StopSignals {
  /** Resolves with the first signal. */
  first: Promise<unknown>;
  /** Resolves when a person asks again: stop at once. */
  second: Promise<unknown>;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm and the terminal both deliver the same Ctrl-C: two signals within this time are one wish. */
const echoMs = 1_000;

export function onStopSignal(source: NodeJS.EventEmitter = process, now = Date.now): StopSignals {
  let firstAt: number | undefined;
  let resolveFirst: (signal: string) => void = () => {};
  let resolveSecond: (signal: string) => void = () => {};
  const first = new Promise<string>((resolve) => (resolveFirst = resolve));
  const second = new Promise<string>((resolve) => (resolveSecond = resolve));
  for (const signal of signals) {
    source.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = now();
        resolveFirst(signal);
      } else if (now() - firstAt >= echoMs) resolveSecond(signal);
    });
  }
  return { first, second };
}
