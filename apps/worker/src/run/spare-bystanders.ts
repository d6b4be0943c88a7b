import type { ClaimedRun } from '@hookline/store/work';

/** One crash may be anybody's fault; whoever was there at two of them in a row is looked at singly. */
const suspectFromStrikes = 3;
/** What kills a process does so soon; a slow target must not have the worker to itself. */
const aloneMs = 2_000;

export type Sparing = {
  /** False for the moment that a suspect has the worker to itself. */
  readonly mayClaim: () => boolean;
  /** Of what was claimed, what is to be worked on now; the others are given back unharmed. */
  readonly choose: (claimed: readonly ClaimedRun[]) => Promise<readonly ClaimedRun[]>;
};

/**
 * Lets a run that may have killed workers begin alone, so that the one that does it is stopped after its strikes,
 * and those that were merely there live on.
 */
export function spareBystanders(options: {
  readonly held: () => readonly ClaimedRun[];
  /** Takes the strike of this claim back; the run is claimed again soon. */
  readonly handBack: (run: ClaimedRun) => Promise<void>;
  /** Told when there is something to claim soon. */
  readonly onSpared: () => void;
}): Sparing {
  let alone: { readonly run: ClaimedRun; readonly untilMs: number } | null = null;
  const isAlone = (): boolean =>
    alone !== null && performance.now() < alone.untilMs && options.held().includes(alone.run);
  return {
    mayClaim: () => {
      if (!isAlone()) return true;
      options.onSpared();
      return false;
    },
    choose: async (claimed) => {
      const suspects = claimed.filter(({ strikes }) => strikes >= suspectFromStrikes);
      const chosen = pick(suspects);
      if (!chosen) return claimed;
      const spared = claimed.filter((run) => run !== chosen);
      // Before it begins: whatever happens next must not count against these.
      await Promise.all(spared.map((run) => options.handBack(run)));
      alone = { run: chosen, untilMs: performance.now() + aloneMs };
      options.onSpared();
      return [chosen];
    },
  };
}

/** Who has the most strikes is looked at first, so that the guilty one does not outlive the others' turns. */
function pick(suspects: readonly ClaimedRun[]): ClaimedRun | undefined {
  return [...suspects].sort((a, b) => b.strikes - a.strikes)[0];
}
