import { expect, it } from 'vitest';
import { isSlash, letterOf } from './read-key.js';

it.each([
  ['z', 'KeyZ', 'z'],
  ['Z', 'KeyZ', 'z'],
  ['я', 'KeyZ', 'z'],
  ['Я', 'KeyZ', 'z'],
  // A German keyboard has Z where an English one has Y: what it types counts.
  ['z', 'KeyY', 'z'],
  ['Enter', 'Enter', 'enter'],
  ['ж', 'Semicolon', 'ж'],
])('%s on the key %s is the shortcut %s', (key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter);
});

it('knows the key of the slash by what it types, and where it types a full stop instead', () => {
  expect(isSlash({ key: '/', code: 'Digit7' })).toBe(true);
  expect(isSlash({ key: '.', code: 'Slash' })).toBe(true);
  expect(isSlash({ key: '.', code: 'Period' })).toBe(false);
  expect(isSlash({ key: '-', code: 'Slash' })).toBe(false);
});
