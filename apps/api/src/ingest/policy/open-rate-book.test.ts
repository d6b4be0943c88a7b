import { expect, it } from 'vitest';
import { openRateBook } from './open-rate-book.js';

it('lets each name come so many times a minute, and forgets the one that came longest ago', () => {
  let nowMs = 0;
  const book = openRateBook({ maxNames: 2 }, () => nowMs);
  const comes = (name: string, perMinute: number) => book(name, perMinute);

  expect([comes('a', 10), comes('a', 10)]).toEqual([true, false]);
  nowMs = 6_000;
  expect([comes('a', 10), comes('a', 10)]).toEqual([true, false]);
  nowMs = 1_000;
  expect(comes('a', 10)).toBe(false);
  expect([comes('b', 1), comes('b', 1), comes('c', 1)]).toEqual([true, false, true]);
  expect(comes('a', 10)).toBe(true);
});
