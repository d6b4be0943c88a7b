import { expect, it } from 'vitest';
import { spreadOf } from './spread.js';

it('tells the middle of the rounds, and how far they lie apart', () => {
  expect(spreadOf([4_000, 3_600, 4_900])).toEqual({
    middle: 4_000,
    least: 3_600,
    most: 4_900,
    count: 3,
  });
});
