import { seededRandom } from './seeded-random.js';

export const faultKinds = [
  'kill api',
  'kill worker-1',
  'kill worker-2',
  'kill postgres',
  'kill supervisor',
  'pause worker-1',
  'pause worker-2',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  readonly kind: FaultKind;
  /** After the fault before it. */
  readonly afterMs: number;
  /** How long a paused process sleeps. */
  readonly forMs: number;
};

const shortestMs = 1_000;
const longestMs = 5_000;
/** Longer than a lease: who wakes up then has lost its runs, and must notice. */
const longPauseMs = 34_000;
const longPauseShare = 0.15;

/** What happens and when, all of it by the seed: first one fault of each kind, then whatever comes. */
export function planFaults({ seconds, seed }: { seconds: number; seed: number }): readonly Fault[] {
  const random = seededRandom(seed);
  const kinds: FaultKind[] = shuffle([...faultKinds], random);
  // In a short storm all must have their turn.
  const spreadMs = Math.min(longestMs, (seconds * 1_000) / (faultKinds.length + 1));
  const leastMs = Math.min(shortestMs, spreadMs);
  const faults: Fault[] = [];
  let atMs = 0;
  for (;;) {
    const afterMs = leastMs + random() * (spreadMs - leastMs);
    atMs += afterMs;
    if (atMs >= seconds * 1_000) return faults;
    const kind = kinds.shift() ?? pick(faultKinds, random);
    const isLong = random() < longPauseShare && seconds >= 60;
    faults.push({ kind, afterMs, forMs: isLong ? longPauseMs : 500 + random() * 3_000 });
  }
}

function pick<T>(list: readonly [T, ...T[]], random: () => number): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

function shuffle<T>(list: T[], random: () => number): T[] {
  for (let index = list.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const moved = list.splice(index, 1, ...list.slice(other, other + 1));
    list.splice(other, 1, ...moved);
  }
  return list;
}
