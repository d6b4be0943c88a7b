import type { ClaimedRun } from '@hookline/store';

/** One crash may be anybody's fault; whoever was there at two of them in a row is looked at singly. */
const suspectFromStrikes = 3;

/**
 * Of the runs that may have killed workers, lets in one at a time and gives the others back unharmed: the
 * one that kills its worker is stopped after its strikes, and those that were merely there live on.
 */
export function spareBystanders(options: {
  readonly held: () => readonly ClaimedRun[];
  /** Takes the strike of this claim back; the run is claimed again soon. */
  readonly handBack: (run: ClaimedRun) => Promise<void>;
  readonly onSpared: () => void;
}): (claimed: readonly ClaimedRun[]) => Promise<readonly ClaimedRun[]> {
  return async (claimed) => {
    const suspects = claimed.filter(isSuspect);
    if (suspects.length === 0) return claimed;
    const chosen = options.held().some(isSuspect) ? undefined : pick(suspects);
    const spared = suspects.filter((run) => run !== chosen);
    // Before any of them begins: whatever happens next must not count against these.
    await Promise.all(spared.map((run) => options.handBack(run)));
    if (spared.length > 0) options.onSpared();
    return claimed.filter((run) => !spared.includes(run));
  };
}

const isSuspect = (run: ClaimedRun): boolean => run.strikes >= suspectFromStrikes;

/** Who has the most strikes is looked at first, so that the guilty one does not outlive the others' turns. */
function pick(suspects: readonly ClaimedRun[]): ClaimedRun | undefined {
  return [...suspects].sort((a, b) => b.strikes - a.strikes)[0];
}
