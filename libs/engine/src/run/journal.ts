import type { AttemptRecord } from '@hookline/contract';

/** A record of an earlier claim, with its times on the database's clock. */
export type JournalEntry = AttemptRecord & {
  readonly startedAt?: Date;
  readonly finishedAt?: Date | null;
  /** False for what a replay took over from the run that it repeats. */
  readonly isOwn?: boolean;
};

/** What earlier claims of the run recorded, by step. */
export type Journal = {
  /** The tries of a step, oldest first. */
  readonly triesOf: (stepId: string, item: string) => readonly AttemptRecord[];
  /** How long the run has been at work or waited for others, what the flow itself delayed not counted. */
  readonly busyMs: (now: Date) => number;
};

export function openJournal(entries: readonly JournalEntry[]): Journal {
  const byStep = new Map<string, AttemptRecord[]>();
  for (const entry of entries) {
    const key = `${entry.stepId}/${entry.item}`;
    byStep.set(key, [...(byStep.get(key) ?? []), entry]);
  }
  for (const tries of byStep.values()) tries.sort((a, b) => a.try - b.try);
  return {
    triesOf: (stepId, item) => byStep.get(`${stepId}/${item}`) ?? [],
    busyMs: (now) => busyMs(entries, now),
  };
}

export const emptyJournal: Journal = { triesOf: () => [], busyMs: () => 0 };

function busyMs(entries: readonly JournalEntry[], now: Date): number {
  const own = entries
    .filter((entry) => entry.isOwn === true)
    .sort((a, b) => startMs(a) - startMs(b));
  const [first] = own;
  if (!first) return 0;
  const paused = own.reduce((sum, entry, index) => {
    const next = own[index + 1];
    return sum + pauseMs(entry, next ? startMs(next) : now.getTime());
  }, 0);
  return now.getTime() - startMs(first) - paused;
}

const startMs = (entry: JournalEntry): number => entry.startedAt?.getTime() ?? 0;

/** What a delay of the flow took, and how long its owner let it wait for a reconnect. */
function pauseMs(entry: JournalEntry, nextMs: number): number {
  const endMs = entry.finishedAt?.getTime() ?? nextMs;
  // Filters, branches and delays have no key; of these only a delay takes time.
  if (entry.idempotencyKey === null) return endMs - startMs(entry);
  return entry.error?.code === 'needs_reconnect' ? nextMs - endMs : 0;
}
