import { expect, it } from 'vitest';
import { countFields } from './seen-fields.js';

it('counts in how many events a field was, with a few examples that differ', () => {
  const payloads = [{ Name: 'Ann', tel: '1' }, { Name: 'Bob' }, { Name: 'Ann' }, { Name: '' }];
  expect(countFields(payloads)).toEqual([
    { segments: ['Name'], count: 4, examples: ['Ann', 'Bob'] },
    { segments: ['tel'], count: 1, examples: ['1'] },
  ]);
});

it('goes into objects, and into the first of a list', () => {
  const paths = countFields([{ pay: { items: [{ sku: 1 }, { other: 2 }] } }]).map(({ segments }) =>
    segments.join('.'),
  );
  expect(paths).toEqual(['pay.items', 'pay.items.0.sku']);
});

it('is bounded, whatever arrives', () => {
  let deep: Record<string, unknown> = { end: 1 };
  for (let level = 0; level < 50; level += 1) deep = { deep };
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1]));
  expect(countFields([JSON.parse(JSON.stringify(deep)), wide]).length).toBeLessThanOrEqual(400);
  expect(countFields(['text', 7, null])).toEqual([]);
});
