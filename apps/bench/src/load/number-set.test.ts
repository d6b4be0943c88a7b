import { describe, expect, it } from 'vitest';
import { NumberSet } from './number-set.js';

const setOf = (...numbers: number[]): NumberSet => {
  const set = new NumberSet();
  for (const number of numbers) set.add(number);
  return set;
};

describe('a set of numbers', () => {
  it('says what it has, and counts nothing twice', () => {
    const set = setOf(0, 7, 8);

    expect(set.add(7)).toBe(false);
    expect(set.add(9)).toBe(true);
    expect([0, 1, 7, 8, 9, 10].filter((number) => set.has(number))).toEqual([0, 7, 8, 9]);
    expect(set.size).toBe(4);
  });

  it('grows with its numbers, a bit for each', () => {
    const set = setOf(3, 1_000_000);

    expect(set.has(1_000_000)).toBe(true);
    expect(set.has(999_999)).toBe(false);
    expect(set.toText().length).toBeLessThan(200_000);
  });

  it('is the same after it was told to another process', () => {
    const told = NumberSet.fromText(setOf(1, 70_000).toText());

    expect(told.first(9)).toEqual([1, 70_000]);
    expect(told.size).toBe(2);
    expect(told.add(1_000_000)).toBe(true);
  });

  it('names those that another has not, and those that both have', () => {
    expect(setOf(1, 2, 3).without(setOf(2)).first(9)).toEqual([1, 3]);
    expect(
      setOf(1, 2, 3)
        .within(setOf(2, 3, 4))
        .first(9),
    ).toEqual([2, 3]);
    expect(setOf(1, 2, 3).first(2)).toEqual([1, 2]);
  });
});
