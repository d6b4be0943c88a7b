import { expect, it } from 'vitest';
import { valueAsRead, valueInLine } from './value-in-words.js';

it('reads a list as its elements and a thing as what it holds, without brackets and quotes', () => {
  expect(valueAsRead(['anna@shop.example', 'olga@shop.example'])).toBe(
    'anna@shop.example, olga@shop.example',
  );
  expect(
    valueAsRead([
      { name: 'Tea', sum: 500, note: null },
      { name: 'Cup', sum: 300, note: '' },
    ]),
  ).toBe('Tea · 500, Cup · 300');
  expect(valueAsRead([])).toBe('');
  expect(valueAsRead(0)).toBe('0');
});

it('cuts either reading where it gets long, and keeps it in one line', () => {
  expect(valueAsRead(['one\ntwo', 'three'], 9)).toBe('one two,…');
  expect(valueInLine(['one', 'two'], 8)).toBe('["one",…');
});
