import type { Timed } from './measure-growth.js';
import { accepts, claims } from './measure-growth.js';
import { pageKinds } from './time-pages.js';
import { fine } from '../report/print-table.js';

/** `time`: it is within its time, and by its nature not held to the ratio. */
type Verdict = 'met' | 'time' | 'MISSED';

export type GrowthRow = {
  readonly what: string;
  readonly smallMs: number;
  readonly grownMs: number;
  readonly p95Ms: number;
  readonly ratio: number;
  readonly budget: string;
  readonly verdict: Verdict;
};

const ratioBudget = 1.3;
const pageBudgetMs = 100;
/** A batch of events and a claim are as large as they are; only that they grow would say something. */
const timeless = new Set([accepts, claims]);
const growing = new Set(pageKinds('').flatMap(({ name, grows }) => (grows ? [name] : [])));

/** The small and the grown installation beside each other. */
export function toGrowthRows({ small, grown }: Timed): readonly GrowthRow[] {
  return [...grown].map(([what, { p50Ms, p95Ms }]) => {
    const smallMs = small.get(what)?.p50Ms ?? Number.NaN;
    const ratio = p50Ms / smallMs;
    return {
      what,
      smallMs,
      grownMs: p50Ms,
      p95Ms,
      ratio,
      budget: budgetOf(what),
      verdict: judge(what, { ratio, p95Ms }),
    };
  });
}

function budgetOf(what: string): string {
  if (timeless.has(what)) return `<= ${ratioBudget} x`;
  return growing.has(what) ? `<= ${pageBudgetMs} ms` : `<= ${ratioBudget} x, <= ${pageBudgetMs} ms`;
}

function judge(what: string, { ratio, p95Ms }: { ratio: number; p95Ms: number }): Verdict {
  if (!timeless.has(what) && !(p95Ms <= pageBudgetMs)) return 'MISSED';
  if (ratio <= ratioBudget) return 'met';
  return growing.has(what) ? 'time' : 'MISSED';
}

export function toGrowthTable(rows: readonly GrowthRow[]): string {
  const lines = rows.map(
    ({ what, smallMs, grownMs, p95Ms, ratio, budget, verdict }) =>
      `${what.padEnd(28)} ${fine(smallMs).padStart(9)} ${fine(grownMs).padStart(9)} ${fine(p95Ms).padStart(9)} ` +
      `${fine(ratio).padStart(6)}  ${budget.padEnd(18)} ${verdict}`,
  );
  const head = `${''.padEnd(28)} small p50 grown p50 grown p95  ratio  of p50, of p95`;
  return [head, ...lines].join('\n');
}
