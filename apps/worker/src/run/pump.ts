import type { Claim, ClaimedRun, ClaimShares, Lane } from '@hookline/store/work';
import { isBounded, sharePlaces } from './share-places.js';

export type PumpOptions = {
  /** Takes at most so many due runs, and of nobody more than its share. */
  readonly claim: (limit: number, shares: ClaimShares, after: Lane | null) => Promise<Claim>;
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
  /** Woken since the last claim began. */
  let isAsked = false;
  /** Somebody has more than it was given. */
  let isBehind = false;
  let isStopped = false;
  let after: Lane | null = null;

  const free = (): number => options.maxInFlight - held.size;

  const begin = (run: ClaimedRun): void => {
    const key = `${run.id}/${run.fence}`;
    held.set(key, run);
    const end = options.work(run).finally(() => {
      held.delete(key);
      ends.delete(end);
      if ((isAsked || isBehind) && isWorthClaiming()) void claim();
    });
    ends.add(end);
  };

  const isWorthClaiming = (): boolean =>
    held.size === 0 || free() >= Math.min(worthClaiming, options.maxInFlight);

  /** Tells whether another claim at once would find more. */
  const fill = async (): Promise<boolean> => {
    isAsked = false;
    const shares = sharePlaces([...held.values()], free());
    const { runs, next, isMore } = await options.claim(free(), shares, after);
    after = next;
    isBehind = isMore || isBounded(shares);
    runs.forEach(begin);
    return isMore && runs.length > 0;
  };

  const claim = async (): Promise<void> => {
    isAsked = true;
    if (isClaiming || isStopped || free() < 1) return;
    isClaiming = true;
    try {
      let isMore = true;
      while ((isAsked || isMore) && !isStopped && free() > 0) {
        isMore = await fill();
        if (!isWorthClaiming()) break;
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
      await atMost(graceMs, Promise.allSettled([...ends]));
    },
  };
}

async function atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
