import { quantile } from '../measure/median.js';

/** Between which sizes a process was for nearly all of a time, in bytes. */
export type Span = { readonly low: number; readonly high: number };

/** Of the rare ends nothing is said: one sweep more or less decides about them. */
const rare = 0.05;

/**
 * What evenly spaced samples were in the second and in the last quarter of their time; in the first, caches fill.
 * A runtime that takes and gives back memory goes up and down by a fifth, so where its middle lies is
 * chance; what is kept for good lifts both ends.
 */
export function compareQuarters(bytes: readonly number[]): {
  readonly settled: Span;
  readonly last: Span;
} {
  const quarter = Math.max(1, Math.floor(bytes.length / 4));
  return {
    settled: spanOf(bytes.slice(quarter, 2 * quarter)),
    last: spanOf(bytes.slice(-quarter)),
  };
}

const spanOf = (bytes: readonly number[]): Span => ({
  low: quantile(bytes, rare),
  high: quantile(bytes, 1 - rare),
});
