import type { ClaimedRun } from '@hookline/store/work';

/** Keeps the leases of the held runs; a run that was taken over is reported, so that its work stops. */
export function startHeartbeat(options: {
  readonly held: () => readonly ClaimedRun[];
  readonly extend: (runs: readonly ClaimedRun[]) => Promise<readonly string[]>;
  readonly onLost: (run: ClaimedRun) => void;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}): { stop: () => void } {
  const beat = async (): Promise<void> => {
    const held = options.held();
    if (held.length === 0) return;
    const ours = new Set(await options.extend(held));
    const stillHeld = new Set(options.held());
    for (const run of held) {
      if (!ours.has(run.id) && stillHeld.has(run)) options.onLost(run);
    }
  };
  const timer = setInterval(() => void beat().catch(options.onError), options.everyMs);
  return { stop: () => clearInterval(timer) };
}
