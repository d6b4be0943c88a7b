import { describe, expect, it } from 'vitest';
import { createThrottle } from './throttle.js';

const options = { free: 3, firstWaitMs: 1_000, longestWaitMs: 8_000, forgetMs: 60_000, maxKeys: 3 };

describe('createThrottle', () => {
  it('doubles the wait after the free tries, up to the longest', () => {
    let nowMs = 0;
    const throttle = createThrottle(options, () => nowMs);
    expect([throttle.take('a'), throttle.take('a'), throttle.take('a')]).toEqual([0, 0, 0]);

    const waits = [1, 2, 3, 4, 5].map(() => {
      const waitMs = throttle.take('a');
      nowMs += waitMs;
      expect(throttle.take('a')).toBe(0);
      return waitMs;
    });

    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  it('keeps keys apart, forgets a success and forgets in time', () => {
    let nowMs = 0;
    const throttle = createThrottle(options, () => nowMs);
    [1, 2, 3].forEach(() => throttle.take('a'));
    expect(throttle.take('a')).toBe(1_000);
    expect(throttle.take('b')).toBe(0);
    throttle.forget('a');
    expect(throttle.take('a')).toBe(0);
    [1, 2].forEach(() => throttle.take('b'));
    nowMs = 60_000;
    expect(throttle.take('b')).toBe(0);
  });

  it('holds no more keys than it may', () => {
    const throttle = createThrottle(options, () => 0);
    [1, 2, 3].forEach(() => throttle.take('first'));
    ['x', 'y', 'z'].forEach((key) => throttle.take(key));
    expect(throttle.take('first')).toBe(0);
  });
});
