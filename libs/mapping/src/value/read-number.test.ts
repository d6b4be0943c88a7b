import { expect, it } from 'vitest';
import { readNumber } from './read-number.js';

it.each([
  ['5', 5],
  ['-5.5', -5.5],
  ['1e3', 1000],
  ['1 234,50 ₽', 1234.5],
  ['1\u00a0234\u202f567,5', 1234567.5],
  ['$1,234.50', 1234.5],
  ['1.234,50 €', 1234.5],
  ['1,234,567', 1234567],
  ['1.234.567', 1234567],
  ['1,234', 1.234],
  ["1'234.5", 1234.5],
  ['−12', -12],
  ['от 500 руб.', 500],
  ['USD 5', 5],
  ['12 шт.', 12],
  ['20%', 20],
  ['007', 7],
])('reads %s', (text, expected) => {
  expect(readNumber(text, 'ru')).toBe(expected);
});

it.each([
  '',
  ' ',
  'abc',
  '12-34',
  '1.2.3',
  '1,23,4',
  '1.2,3,4',
  '--5',
  '5 5 a 5',
  'Infinity',
  'NaN',
  '1e999',
  '0x10',
  '1'.repeat(65),
])('does not take "%s" for a number', (text) => {
  expect(readNumber(text, 'ru')).toBeUndefined();
});

it('reads a comma before three digits as thousands where English is written', () => {
  expect(readNumber('1,234', 'en')).toBe(1234);
});
