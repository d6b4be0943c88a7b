import type { ShadowBatch, ShadowCount, ShadowExample } from '@hookline/contract';

/** All that was heard of a shadow run so far. */
export type ShadowSum = Pick<ShadowBatch, 'comparedWith' | 'verdicts' | 'counts' | 'assumed'> & {
  readonly events: number;
  /** How many there are to look at. */
  readonly total: number;
  readonly examples: readonly ShadowExample[];
};

/** More examples than that nobody reads; the counts go on. */
const maxExamples = 60;

/** Adds a batch to what is known; the newest events come first. */
export function mergeBatches(sum: ShadowSum | null, batch: ShadowBatch, asked: number): ShadowSum {
  const total = sum?.total ?? Math.min(asked, batch.available ?? asked);
  if (sum === null) return { ...batch, total };
  return {
    total,
    comparedWith: batch.comparedWith,
    events: sum.events + batch.events,
    verdicts: {
      same: sum.verdicts.same + batch.verdicts.same,
      changed: sum.verdicts.changed + batch.verdicts.changed,
      fails: sum.verdicts.fails + batch.verdicts.fails,
      mended: sum.verdicts.mended + batch.verdicts.mended,
    },
    counts: added([...sum.counts, ...batch.counts], ({ stepId, kind, pointer }: ShadowCount) =>
      JSON.stringify([stepId, kind, pointer]),
    ),
    assumed: added([...sum.assumed, ...batch.assumed], ({ stepId }) => stepId),
    examples: [...sum.examples, ...batch.examples].slice(0, maxExamples),
  };
}

function added<T extends { events: number }>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const sums = new Map<string, T>();
  for (const item of items) {
    const known = sums.get(keyOf(item));
    sums.set(keyOf(item), known ? { ...known, events: known.events + item.events } : item);
  }
  return [...sums.values()].sort((a, b) => b.events - a.events);
}
