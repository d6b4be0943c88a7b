import type { Timed } from './measure-growth.js';
import { accepts, claims } from './measure-growth.js';
import { fine } from '../report/print-table.js';

export type GrowthRow = {
  readonly what: string;
  readonly smallMs: number;
  readonly grownMs: number;
  readonly p95Ms: number;
  readonly ratio: number;
  readonly budget: string;
  readonly isMet: boolean;
};

const ratioBudget = 1.3;
const pageBudgetMs = 100;
/** What must not slow down at all; a page must only stay quick. */
const kept = new Set([accepts, claims, 'flow list']);

/** The small and the grown installation beside each other. */
export function toGrowthRows({ small, grown }: Timed): readonly GrowthRow[] {
  return [...grown].map(([what, { p50Ms, p95Ms }]) => {
    const smallMs = small.get(what)?.p50Ms ?? Number.NaN;
    const ratio = p50Ms / smallMs;
    const isKept = kept.has(what);
    return {
      what,
      smallMs,
      grownMs: p50Ms,
      p95Ms,
      ratio,
      budget: isKept ? `<= ${ratioBudget} x` : `p95 <= ${pageBudgetMs} ms`,
      isMet: isKept ? ratio <= ratioBudget : p95Ms <= pageBudgetMs,
    };
  });
}

export function toGrowthTable(rows: readonly GrowthRow[]): string {
  const lines = rows.map(
    ({ what, smallMs, grownMs, p95Ms, ratio, budget, isMet }) =>
      `${what.padEnd(28)} ${fine(smallMs).padStart(9)} ${fine(grownMs).padStart(9)} ${fine(p95Ms).padStart(9)} ` +
      `${fine(ratio).padStart(6)}  ${budget.padEnd(13)} ${isMet ? 'met' : 'MISSED'}`,
  );
  const head = `${''.padEnd(28)} small p50 grown p50 grown p95  ratio  (ms)`;
  return [head, ...lines].join('\n');
}
