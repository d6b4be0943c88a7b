import type { ClaimedRun } from '@hookline/store';

export type PumpOptions = {
  /** Takes at most so many due runs. */
  readonly claim: (limit: number) => Promise<readonly ClaimedRun[]>;
  /** Works on one; never throws. */
  readonly work: (run: ClaimedRun) => Promise<void>;
  readonly maxInFlight: number;
  /** How often to look without a hint: what makes every hint dispensable. */
  readonly pollMs: number;
  readonly onError: (error: unknown) => void;
};

export type Pump = {
  readonly wake: () => void;
  /** The runs that are being worked on. */
  readonly held: () => readonly ClaimedRun[];
  /** Takes no more, and resolves when what is under way has ended or the time is over. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/** Fewer free places than this are not worth a claim while others are still busy. */
const worthClaiming = 16;

/** Keeps the worker's places filled: claims when woken, when a place gets free, and now and then. */
export function startPump(options: PumpOptions): Pump {
  const held = new Map<string, ClaimedRun>();
  const ends = new Set<Promise<void>>();
  let isClaiming = false;
  let mayBeMore = false;
  let isStopped = false;

  const free = (): number => options.maxInFlight - held.size;

  const begin = (run: ClaimedRun): void => {
    const key = `${run.id}/${run.fence}`;
    held.set(key, run);
    const end = options.work(run).finally(() => {
      held.delete(key);
      ends.delete(end);
      if (mayBeMore && (held.size === 0 || free() >= worthClaiming)) void claim();
    });
    ends.add(end);
  };

  const claim = async (): Promise<void> => {
    mayBeMore = true;
    if (isClaiming || isStopped || free() < 1) return;
    isClaiming = true;
    try {
      while (mayBeMore && !isStopped && free() > 0) {
        mayBeMore = false;
        const limit = free();
        const runs = await options.claim(limit);
        if (runs.length === limit) mayBeMore = true;
        runs.forEach(begin);
        if (free() < Math.min(worthClaiming, options.maxInFlight)) break;
      }
    } catch (error) {
      options.onError(error);
    } finally {
      isClaiming = false;
    }
  };

  const timer = setInterval(() => void claim(), options.pollMs);
  void claim();
  return {
    wake: () => void claim(),
    held: () => [...held.values()],
    stop: async (graceMs) => {
      isStopped = true;
      clearInterval(timer);
      let grace: NodeJS.Timeout | undefined;
      const over = new Promise<void>((resolve) => {
        grace = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.allSettled([...ends]), over]);
      clearTimeout(grace);
    },
  };
}
