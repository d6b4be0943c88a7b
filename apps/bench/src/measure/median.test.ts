import { describe, expect, it } from 'vitest';
import { median, percentiles, quantile } from './median.js';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => last - index);

describe('the middle of samples', () => {
  it('is the value in the middle, in whatever order they came', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('favours neither of two', () => {
    expect(median([10, 20])).toBe(15);
  });

  it('is no number when there is no sample', () => {
    expect(median([])).toBeNaN();
    expect(quantile([], 0.99)).toBeNaN();
  });
});

describe('percentiles', () => {
  it('are what so many of a hundred do not exceed', () => {
    expect(percentiles(upTo(100))).toEqual({ p50Ms: 50, p95Ms: 95, p99Ms: 99 });
    expect(percentiles(upTo(1_000))).toEqual({ p50Ms: 500, p95Ms: 950, p99Ms: 990 });
  });

  it('sort by size and not by the first digit', () => {
    expect(quantile([100, 9, 20], 1)).toBe(100);
  });

  it('are the largest where there are too few samples to tell more', () => {
    expect(percentiles([7, 3])).toEqual({ p50Ms: 3, p95Ms: 7, p99Ms: 7 });
  });
});
