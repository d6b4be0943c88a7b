import type { ClaimedRun } from '@hookline/store/work';

/** After a beat that failed the next one comes soon: the leases have run on meanwhile. */
const soonMs = 1_000;

/** Keeps the leases of the held runs; a run that was taken over is reported, so that its work stops. */
export function startHeartbeat(options: {
  readonly held: () => readonly ClaimedRun[];
  readonly extend: (runs: readonly ClaimedRun[]) => Promise<readonly string[]>;
  readonly onLost: (run: ClaimedRun) => void;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}): { stop: () => void } {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const beat = async (): Promise<void> => {
    const held = options.held();
    if (held.length === 0) return;
    const ours = new Set(await options.extend(held));
    const stillHeld = new Set(options.held());
    for (const run of held) {
      if (!ours.has(run.id) && stillHeld.has(run)) options.onLost(run);
    }
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
