import { expect, it } from 'vitest';
import { isUsable } from './is-usable.js';

it.each([
  ['json', 'held', '', true],
  ['none', 'held', '79161234567', true],
  ['none', 'held', '', false],
  ['json', 'rejected', 'Ann', false],
] as const)('of a body of %s, %s, that says "%s": %s', (bodyKind, state, summary, usable) => {
  expect(isUsable({ bodyKind, state, summary })).toBe(usable);
});
