import type { ClaimedRun } from '@hookline/store/work';

/** After a beat that failed the next one comes soon: the leases have run on meanwhile. */
const soonMs = 1_000;

/**
 * Keeps the leases of the held runs. One that is missing at two beats in a row was taken over, and is reported; at one
 * beat somebody may only just have been at it.
 */
export function startHeartbeat(options: {
  readonly held: () => readonly ClaimedRun[];
  readonly extend: (runs: readonly ClaimedRun[]) => Promise<readonly string[]>;
  readonly onLost: (run: ClaimedRun) => void;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}): { stop: () => void } {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  let missed: ReadonlySet<ClaimedRun> = new Set();
  const beat = async (): Promise<void> => {
    const held = options.held();
    if (held.length === 0) return;
    const ours = new Set(await options.extend(held));
    const stillHeld = new Set(options.held());
    const missing = held.filter((run) => !ours.has(run.id) && stillHeld.has(run));
    missing.filter((run) => missed.has(run)).forEach(options.onLost);
    missed = new Set(missing);
  };
  const pauseAfter = (error: unknown): number => {
    options.onError(error);
    return Math.min(options.everyMs, soonMs);
  };
  const beatIn = (pauseMs: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      void beat()
        .then(() => options.everyMs, pauseAfter)
        .then(beatIn);
    }, pauseMs);
  };
  beatIn(options.everyMs);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
