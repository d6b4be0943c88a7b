import { expect, it } from 'vitest';
import { openRateBook } from './open-rate-book.js';

it('lets a whole minute of requests come at once, and then as many as the time that passes gives', () => {
  let nowMs = 0;
  const book = openRateBook({ maxNames: 2 }, () => nowMs);
  const come = (times: number) =>
    Array.from({ length: times }, () => book('a', 10)).filter(Boolean).length;

  expect(come(60)).toBe(10);
  nowMs = 6_000;
  expect(come(60)).toBe(1);
  nowMs = 66_000;
  expect(come(60)).toBe(10);
});

it('counts each name on its own, and forgets the one that came longest ago', () => {
  let nowMs = 6_000;
  const book = openRateBook({ maxNames: 2 }, () => nowMs);
  const comes = (name: string) => book(name, 1);

  expect([comes('a'), comes('a')]).toEqual([true, false]);
  // A clock that was set back fills nothing.
  nowMs = 1_000;
  expect(comes('a')).toBe(false);
  expect([comes('b'), comes('b'), comes('c')]).toEqual([true, false, true]);
  expect(comes('a')).toBe(true);
});
