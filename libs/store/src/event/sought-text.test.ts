import { expect, it } from 'vitest';
import { readSought } from './sought-text.js';

it('takes what looks like a phone by its digits, with its country or without', () => {
  expect(readSought('+7 (916) 123-45-67').digits).toBe('9161234567');
  expect(readSought('8 916 123 45 67').digits).toBe('9161234567');
  expect(readSought('123-45-67').digits).toBe('1234567');
  expect(readSought('+380 44 123 4567').digits).toBe('380441234567');
  expect(readSought('1234').digits).toBeNull();
  expect(readSought('order 12345').digits).toBeNull();
});

it('looks for letters as the database escapes their bytes, and as JSON may write them', () => {
  const { escaped } = readSought('Ян');
  expect(escaped).toContain('\\320\\257\\320\\275');
  expect(escaped).toContain('\\\\u042f\\\\u043d');
  expect(readSought('A/"b\\').escaped).toContain('a\\\\/\\\\"b\\\\\\\\');
  expect(readSought('a\0b').escaped).toEqual(['ab']);
});
