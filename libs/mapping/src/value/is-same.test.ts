import { expect, it } from 'vitest';
import { isSame } from './is-same.js';

it.each([
  [' Paid', 'PAID ', true],
  [10, '10,0', true],
  ['1 000', 1000, true],
  [true, 'true', true],
  [null, '', true],
  [['a', 'b'], 'A, B', true],
  ['#5', 5, false],
  ['5 шт.', '5', true],
  ['a5', 5, false],
  [{}, '', false],
  [0, '', false],
  [false, '', false],
])('%j and %j: %s', (left, right, same) => {
  expect(isSame(left, right, 'ru')).toBe(same);
});
