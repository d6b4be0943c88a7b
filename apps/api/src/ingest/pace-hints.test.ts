import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paceHints } from './pace-hints.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells of each lone lead at once', () => {
  const wake = vi.fn();
  const tell = paceHints(wake, 25);

  tell(1);
  tell(1);

  expect(wake).toHaveBeenCalledTimes(2);
});

it('tells of a flood at its start, now and then, and once after its end', () => {
  const wake = vi.fn();
  const tell = paceHints(wake, 25);

  for (let atMs = 0; atMs < 100; atMs += 5) {
    tell(30);
    vi.advanceTimersByTime(5);
  }
  expect(wake.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(wake.mock.calls.length).toBeLessThanOrEqual(5);

  const before = wake.mock.calls.length;
  tell(30);
  vi.advanceTimersByTime(1_000);
  expect(wake).toHaveBeenCalledTimes(before + 1);
});
