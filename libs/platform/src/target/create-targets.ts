import { Target, type Crowd, type Entrance } from './target.js';

export type Targets = {
  /** Lets a request to a target in: at once, after a short wait, or not now. */
  readonly enter: (key: string) => Entrance | Promise<Entrance>;
  readonly counts: () => TargetCounts;
};

export type TargetCounts = {
  readonly inFlight: number;
  /** Targets that are left alone because they failed too often. */
  readonly open: number;
  readonly opened: number;
  readonly refusedBusy: number;
  readonly refusedDown: number;
};

export type TargetOptions = {
  /** Requests under way at once to a target that is slow, or not known yet. */
  readonly slowConcurrency: number;
  /** What the process can do at once, for all targets together. */
  readonly places: number;
  /** Seams for tests that make hours pass. */
  readonly nowMs?: () => number;
  readonly random?: () => number;
};

const targetsKept = 2_000;

/**
 * Keeps a slow or broken target from taking all places of the process. How much a target gets follows from how
 * quickly it answers, so that a quick one is never held back.
 */
export function createTargets(options: TargetOptions): Targets {
  const { slowConcurrency, places } = options;
  const targets = new Map<string, Target>();
  const counted = { opened: 0, busy: 0, down: 0 };
  const crowd: Crowd = {
    slowConcurrency,
    mostPerTarget: Math.max(slowConcurrency, Math.floor((places * 3) / 4)),
    mostOfSlow: Math.max(slowConcurrency, Math.floor(places / 2)),
    mostWaiters: places,
    slowInFlight: 0,
    nowMs: options.nowMs ?? (() => performance.now()),
    random: options.random ?? Math.random,
    onRefused: (because) => (counted[because] += 1),
    onOpened: () => (counted.opened += 1),
  };
  return {
    enter(key) {
      const known = targets.get(key);
      if (known) return known.enter();
      if (targets.size >= targetsKept) forgetSome(targets);
      const made = new Target(crowd);
      targets.set(key, made);
      return made.enter();
    },
    counts: () => {
      const all = [...targets.values()];
      return {
        inFlight: all.reduce((sum, { inFlight }) => sum + inFlight, 0),
        open: all.filter(({ isOpen }) => isOpen).length,
        opened: counted.opened,
        refusedBusy: counted.busy,
        refusedDown: counted.down,
      };
    },
  };
}

/**
 * The oldest first; one that is in use is kept, and one in trouble as long as there are others. A flow that was given up leaves
 * its dead target behind for good: forgotten, such a one is only found to be dead anew.
 */
function forgetSome(targets: Map<string, Target>): void {
  for (const mayGo of [(target: Target) => target.isIdle, (target: Target) => target.isEmpty]) {
    for (const [key, target] of targets) {
      if (targets.size < targetsKept / 2) return;
      if (mayGo(target)) targets.delete(key);
    }
  }
}
