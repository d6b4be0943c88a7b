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

/** Each claim has a price of its own: after one that brought so many, the next one waits for more to come. */
const floodFrom = 4;
const restMs = 20;
/** So many free places are filled at once when more is known to be waiting. */
const worthFilling = 64;

/** Keeps the worker's places filled: claims when woken, when a place gets free, and now and then. */
export function startPump(options: PumpOptions): Pump {
  const held = new Map<string, ClaimedRun>();
  const ends = new Set<Promise<void>>();
  let isClaiming = false;
  /** Woken since the last claim began. */
  let isAsked = false;
  /** Somebody has more than it was given, or there were too few places. */
  let isBehind = false;
  let isStopped = false;
  let after: Lane | null = null;
  const pace = paceClaims(() => void claim());

  const free = (): number => options.maxInFlight - held.size;

  const begin = (run: ClaimedRun): void => {
    const key = `${run.id}/${run.fence}`;
    held.set(key, run);
    const end = options.work(run).finally(() => {
      held.delete(key);
      ends.delete(end);
      if (isAsked || isBehind) void claim();
    });
    ends.add(end);
  };

  /** Tells whether another claim at once would find more. */
  const fill = async (): Promise<boolean> => {
    isAsked = false;
    pace.begun();
    const limit = free();
    const shares = sharePlaces([...held.values()], limit);
    const { runs, next, isMore } = await options.claim(limit, shares, after);
    after = next;
    pace.brought(runs.length);
    isBehind = isMore || isBounded(shares) || runs.length >= limit;
    runs.forEach(begin);
    return isMore && runs.length > 0;
  };

  const claim = async (): Promise<void> => {
    isAsked = true;
    if (isClaiming || isStopped || free() < 1 || pace.rests()) return;
    isClaiming = true;
    try {
      while ((await fill()) && !isStopped && free() >= worthFilling);
    } catch (error) {
      options.onError(error);
    } finally {
      isClaiming = false;
    }
    if (isAsked) void claim();
  };

  const timer = setInterval(() => void claim(), options.pollMs);
  void claim();
  return {
    wake: () => void claim(),
    held: () => [...held.values()],
    stop: async (graceMs) => {
      isStopped = true;
      clearInterval(timer);
      pace.stop();
      await atMost(graceMs, Promise.allSettled([...ends]));
    },
  };
}

/** Tells when a claim comes too soon after one that brought many, and has it come later. */
function paceClaims(claim: () => void) {
  let lastAtMs = -Infinity;
  let lastCount = 0;
  let later: NodeJS.Timeout | null = null;
  return {
    begun: () => {
      lastAtMs = performance.now();
    },
    brought: (count: number) => {
      lastCount = count;
    },
    rests: (): boolean => {
      const leftMs = lastAtMs + restMs - performance.now();
      if (lastCount < floodFrom || leftMs <= 0) return false;
      later ??= setTimeout(() => {
        later = null;
        claim();
      }, leftMs);
      return true;
    },
    stop: () => {
      if (later) clearTimeout(later);
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
