import { describe, expect, it } from 'vitest';
import { compareQuarters } from './compare-quarters.js';

/** Memory that a runtime takes for some seconds and gives back. */
const wave = (second: number): number => 168 + 50 * Math.abs(((second / 37) % 2) - 1);
const samples = (of: (second: number) => number): number[] =>
  Array.from({ length: 600 }, (_, second) => of(second));

describe('the quarters of a soak', () => {
  it('are as high as each other when memory goes up and down and stays', () => {
    const { settled, last } = compareQuarters(samples(wave));
    expect(last.high / settled.high).toBeCloseTo(1, 1);
    expect(last.low / settled.low).toBeCloseTo(1, 1);
  });

  it('tell of memory that is kept, beneath whatever goes up and down', () => {
    const { settled, last } = compareQuarters(samples((second) => wave(second) + second / 10));
    expect(last.high / settled.high).toBeGreaterThan(1.1);
    expect(last.low / settled.low).toBeGreaterThan(1.1);
  });

  it('leave out the first, in which caches fill, and a single sample that is far above', () => {
    const of = (second: number) => (second < 150 || second === 500 ? 900 : 200);
    expect(compareQuarters(samples(of))).toEqual({
      settled: { low: 200, high: 200 },
      last: { low: 200, high: 200 },
    });
  });
});
