import { seededRandom } from './seeded-random.js';

export type WideFault = {
  readonly kind: 'kill' | 'pause';
  /** Of the crew. */
  readonly name: string;
  /** After the fault before it. */
  readonly afterMs: number;
  /** How long it is away. */
  readonly forMs: number;
};

type WideStormPlan = {
  readonly seconds: number;
  readonly seed: number;
  readonly apis: readonly string[];
  readonly workers: readonly string[];
  /** Who sleeps longer has lost its runs when it wakes up, and must notice. */
  readonly leaseMs: number;
};

const sureFaults = 4;
const killShare = 2 / 3;

/**
 * Who, what and when, all of it by the seed. However short the storm is, a worker is paused for longer than a lease, another
 * one is killed, and the same befalls two api processes; then comes whatever comes: two of three kills, one a pause.
 */
export function planWideStorm(plan: WideStormPlan): readonly WideFault[] {
  const random = seededRandom(plan.seed);
  const between = (from: number, to: number): number => Math.round(from + random() * (to - from));
  const spreadMs = Math.min(1_200, (plan.seconds * 1_000) / (sureFaults + 1));
  const faults: WideFault[] = [];
  let atMs = 0;
  const add = (fault: Omit<WideFault, 'afterMs'>): boolean => {
    const afterMs = between(Math.min(300, spreadMs / 2), spreadMs);
    atMs += afterMs;
    if (atMs >= plan.seconds * 1_000) return false;
    faults.push({ ...fault, afterMs });
    return true;
  };
  const killMs = (): number => between(100, 1_000);
  const [api, otherApi] = pickTwo(plan.apis, random);
  const [worker, otherWorker] = pickTwo(plan.workers, random);
  // The longest one first, so that the storm is not longer for it.
  add({ kind: 'pause', name: worker, forMs: plan.leaseMs + between(200, 700) });
  add({ kind: 'kill', name: api, forMs: killMs() });
  add({ kind: 'kill', name: otherWorker, forMs: killMs() });
  add({ kind: 'pause', name: otherApi, forMs: between(300, 1_500) });
  const everybody = [...plan.apis, ...plan.workers];
  for (;;) {
    const name = everybody[Math.floor(random() * everybody.length)] ?? api;
    const isKill = random() < killShare;
    const forMs = isKill ? killMs() : between(300, 4_000);
    if (!add({ kind: isKill ? 'kill' : 'pause', name, forMs })) return faults;
  }
}

/** Two of them, by chance. */
function pickTwo(names: readonly string[], random: () => number): readonly [string, string] {
  const at = Math.floor(random() * names.length);
  const other = (at + 1 + Math.floor(random() * (names.length - 1))) % names.length;
  const [one, two] = [names[at], names[other]];
  if (one === undefined || two === undefined || one === two)
    throw new Error('a wide storm needs two of each');
  return [one, two];
}
