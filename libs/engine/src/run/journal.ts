import type { AttemptRecord } from '@hookline/contract';

/** What earlier claims of the run recorded, by step. */
export type Journal = {
  /** The tries of a step, oldest first. */
  readonly triesOf: (stepId: string, item: string) => readonly AttemptRecord[];
};

export function openJournal(entries: readonly AttemptRecord[]): Journal {
  const byStep = new Map<string, AttemptRecord[]>();
  for (const entry of entries) {
    const key = `${entry.stepId}/${entry.item}`;
    byStep.set(key, [...(byStep.get(key) ?? []), entry]);
  }
  for (const tries of byStep.values()) tries.sort((a, b) => a.try - b.try);
  return { triesOf: (stepId, item) => byStep.get(`${stepId}/${item}`) ?? [] };
}

export const emptyJournal: Journal = { triesOf: () => [] };
