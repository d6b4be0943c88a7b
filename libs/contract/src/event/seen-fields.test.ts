import { expect, it } from 'vitest';
import { addFields, countFields, maxSeenFields } from './seen-fields.js';

it('counts in how many events a field was, with a few examples that differ', () => {
  const payloads = [{ Name: 'Ann', tel: '1' }, { Name: 'Bob' }, { Name: 'Ann' }, { Name: '' }];
  expect(countFields(payloads)).toEqual([
    { segments: ['Name'], count: 4, types: { text: 3, empty: 1 }, examples: ['Ann', 'Bob'] },
    { segments: ['tel'], count: 1, types: { text: 1 }, examples: ['1'] },
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
  expect(countFields([JSON.parse(JSON.stringify(deep)), wide]).length).toBeLessThanOrEqual(
    maxSeenFields,
  );
  expect(countFields(['text', 7, null])).toEqual([]);
});

it('adds two counts, the newer examples first, and keeps what is most frequent', () => {
  const older = countFields([{ a: 1, b: 'x' }, { a: 2 }]);
  const newer = countFields([{ a: 'three' }]);
  expect(addFields(older, newer)).toEqual([
    { segments: ['a'], count: 3, types: { number: 2, text: 1 }, examples: ['three', 1, 2] },
    { segments: ['b'], count: 1, types: { text: 1 }, examples: ['x'] },
  ]);
  const many = countFields(
    Array.from({ length: 3 }, (_, turn) =>
      Object.fromEntries(Array.from({ length: 390 }, (_each, at) => [`${turn}_${at}`, 1])),
    ),
  );
  const kept = addFields(older, many);
  expect(kept).toHaveLength(maxSeenFields);
  expect(kept[0]?.segments).toEqual(['a']);
});
