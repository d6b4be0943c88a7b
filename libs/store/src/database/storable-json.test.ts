import { expect, it } from 'vitest';
import { likePattern } from './like-pattern.js';
import { storable } from './storable-json.js';

it('takes out of keys and values what the database cannot keep, and nothing else', () => {
  const value = {
    'a\u0000': ['b\u0000', '\ud83d\ude00', '\ude00x\ud83d'],
    n: 1.5,
    t: true,
    z: null,
  };

  expect(storable(value)).toEqual({
    a: ['b', '\ud83d\ude00', '\ufffdx\ufffd'],
    n: 1.5,
    t: true,
    z: null,
  });
});

it('takes the signs of a LIKE pattern literally', () => {
  expect(likePattern('50%_\\')).toBe('%50\\%\\_\\\\%');
});
