/** The middle value, or what lies between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = sortUp(values);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The least value that so large a share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  return pick(sortUp(values), share);
}

export type Percentiles = {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
};

export function percentiles(tookMs: readonly number[]): Percentiles {
  const sorted = sortUp(tookMs);
  return { p50Ms: pick(sorted, 0.5), p95Ms: pick(sorted, 0.95), p99Ms: pick(sorted, 0.99) };
}

const sortUp = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** A share as 0.95 has no exact place in binary: a hair above a whole number is that number. */
const hair = 1e-9;

function pick(sorted: Float64Array, share: number): number {
  const rank = Math.max(1, Math.ceil(sorted.length * share - hair));
  return sorted[rank - 1] ?? Number.NaN;
}
