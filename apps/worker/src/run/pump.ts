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

/**
 * Each claim has a price of its own: after one that brought so many, or left some behind, the next one waits for more to
 * come, and for more places to get free.
 */
const floodFrom = 4;
const restMs = 20;
/** So many free places are filled at once when more is known to be waiting. */
const worthFilling = 64;
/** So many that got free since the last claim are filled at once when whoever had them has more. */
const worthRefilling = 48;

/** Keeps the worker's places filled: claims when woken, when a place gets free, and now and then. */
export function startPump(options: PumpOptions): Pump {
  let isClaiming = false;
  let claiming: Promise<void> = Promise.resolve();
  /** Woken since the last claim began. */
  let isAsked = false;
  /** Somebody has more than it was given, or there were too few places. */
  let isBehind = false;
  let isStopped = false;
  let after: Lane | null = null;
  const pace = paceClaims({ claim: () => claim(), isBehind: () => isBehind });

  const runs = holdRuns(options.work, () => {
    pace.ended();
    if (isAsked || isBehind) claim();
  });

  const free = (): number => options.maxInFlight - runs.count();

  /** Tells whether another claim at once would find more. */
  const fill = async (): Promise<boolean> => {
    isAsked = false;
    pace.begun();
    const limit = free();
    const shares = sharePlaces(runs.held(), limit);
    const from = after;
    const brought = await options.claim(limit, shares, from);
    after = brought.next;
    // A visit that began in the middle and came to the end has not seen what stands before its beginning.
    const isPartial = from !== null && after === null;
    const count = brought.runs.length;
    pace.brought(count);
    isBehind = brought.isCut || brought.isMore || isPartial || isBounded(shares) || count >= limit;
    brought.runs.forEach(runs.begin);
    return isPartial || (brought.isMore && count > 0);
  };

  const claim = (): void => {
    isAsked = true;
    if (isClaiming || isStopped || free() < 1 || pace.rests()) return;
    isClaiming = true;
    claiming = claimAll();
  };

  const claimAll = async (): Promise<void> => {
    try {
      while ((await fill()) && !isStopped && free() >= worthFilling);
    } catch (error) {
      options.onError(error);
    } finally {
      isClaiming = false;
    }
    if (isAsked) claim();
  };

  const timer = setInterval(() => claim(), options.pollMs);
  claim();
  return {
    wake: () => claim(),
    held: runs.held,
    stop: async (graceMs) => {
      isStopped = true;
      clearInterval(timer);
      pace.stop();
      // A claim that is under way may still bring some.
      await atMost(graceMs, claiming.then(runs.allEnded));
    },
  };
}

/** The runs that are being worked on, and the way to wait for their end. */
function holdRuns(work: PumpOptions['work'], onEnd: () => void) {
  const held = new Map<string, ClaimedRun>();
  const ends = new Set<Promise<void>>();
  return {
    held: (): readonly ClaimedRun[] => [...held.values()],
    count: (): number => held.size,
    begin: (run: ClaimedRun): void => {
      const key = `${run.id}/${run.fence}`;
      held.set(key, run);
      const end = work(run).finally(() => {
        held.delete(key);
        ends.delete(end);
        onEnd();
      });
      ends.add(end);
    },
    allEnded: async (): Promise<void> => {
      while (ends.size > 0) await Promise.allSettled([...ends]);
    },
  };
}

/** Tells when a claim comes too soon after one that brought many, and has it come later. */
function paceClaims({ claim, isBehind }: { claim: () => void; isBehind: () => boolean }) {
  let lastAtMs = -Infinity;
  let lastCount = 0;
  let endedSince = 0;
  let later: NodeJS.Timeout | null = null;
  return {
    begun: () => {
      lastAtMs = performance.now();
      endedSince = 0;
    },
    ended: () => {
      endedSince += 1;
    },
    brought: (count: number) => {
      lastCount = count;
    },
    rests: (): boolean => {
      const leftMs = lastAtMs + restMs - performance.now();
      const isDue = isBehind() ? endedSince >= worthRefilling : lastCount < floodFrom;
      if (isDue || leftMs <= 0) return false;
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
