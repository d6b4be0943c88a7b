import { describe, expect, it } from 'vitest';
import { createTokenBuckets } from './token-buckets.js';

describe('a bucket of tokens for each name', () => {
  it('gives what was saved up at once, and then no more than its rate', () => {
    let nowMs = 1_000;
    const take = createTokenBuckets({ perSec: 10, burst: 3, maxNames: 10 }, () => nowMs);
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false]);
    nowMs += 100;
    expect([take('a'), take('a')]).toEqual([true, false]);
    nowMs += 60_000;
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false]);
  });

  it('takes nothing from one name for another', () => {
    const take = createTokenBuckets({ perSec: 1, burst: 1, maxNames: 10 }, () => 0);
    expect([take('a'), take('a'), take('b')]).toEqual([true, false, true]);
  });

  it('does not lose its tokens to a clock that is set back', () => {
    let nowMs = 1_000_000;
    const take = createTokenBuckets({ perSec: 1, burst: 2, maxNames: 10 }, () => nowMs);
    take('a');
    nowMs = 0;
    expect(take('a')).toBe(true);
  });

  it('remembers so many names and no more, however many there are', () => {
    const take = createTokenBuckets({ perSec: 1, burst: 1, maxNames: 2 }, () => 0);
    expect([take('a'), take('b'), take('c')]).toEqual([true, true, true]);
    // The oldest was forgotten, the newest was not.
    expect([take('c'), take('a')]).toEqual([false, true]);
  });
});
