import { expect, it } from 'vitest';
import { oneOfEach } from './one-of-each.js';

const problem = (pointer: string, code: string, about?: string, stepId = 'a') => {
  return { stepId, pointer, code, message: '', about };
};

it('counts a fault once that was found at the field and in it, or that stands in it twice', () => {
  const field = problem('/input/body', 'unknown_reference', 'gone');
  const inside = [
    problem('/input/body/id', 'unknown_reference', 'gone'),
    problem('/input/body/name', 'unknown_reference', 'gone'),
  ];
  expect(oneOfEach([field, ...inside])).toEqual([field]);
  expect(oneOfEach(inside)).toEqual([inside[0]]);
});

it('keeps apart what is wrong in another way, about another name, elsewhere or in another step', () => {
  const all = [
    problem('/input/body', 'unknown_reference', 'gone'),
    problem('/input/body', 'reference_gone', 'gone'),
    problem('/input/body', 'unknown_reference', 'late'),
    problem('/input/to', 'unknown_reference', 'gone'),
    problem('/input/body', 'unknown_reference', 'gone', 'b'),
    problem('/input/list/0/name', 'required'),
    problem('/input/list/1/name', 'required'),
  ];
  expect(oneOfEach(all)).toEqual(all);
});
