import { median } from './median.js';

/** What several rounds gave: how far they lie apart tells how far a ratio of their middles can be trusted. */
export type Spread = {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
};

export function spreadOf(values: readonly number[]): Spread {
  return {
    middle: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    count: values.length,
  };
}
