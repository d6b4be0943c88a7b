import { expect, it } from 'vitest';
import { countOutside } from './count-outside.js';
import { addFields, countFields, maxSeenFields, maxSeenOutside } from './seen-fields.js';

it('counts in how many events a field was, with a few examples that differ', () => {
  const payloads = [{ Name: 'Ann', tel: '1' }, { Name: 'Bob' }, { Name: 'Ann' }, { Name: '' }];
  expect(countFields(payloads)).toEqual([
    { segments: ['Name'], count: 4, types: { text: 3, empty: 1 }, examples: ['Ann', 'Bob'] },
    { segments: ['tel'], count: 1, types: { text: 1 }, examples: ['1'] },
  ]);
});

it('goes into objects, and into all that elements of a list have, counted once for the event', () => {
  const items = [{ sku: 1 }, { other: 2, sku: 3 }, 'text', { lines: [{ a: 1 }, { b: 2 }] }];
  const fields = countFields([{ pay: { items } }]);

  expect(fields.map(({ segments, count }) => [segments.join('.'), count])).toEqual([
    ['pay.items', 1],
    ['pay.items.0.sku', 1],
    ['pay.items.0.other', 1],
    ['pay.items.0.lines', 1],
    ['pay.items.0.lines.0.a', 1],
    ['pay.items.0.lines.0.b', 1],
  ]);
  expect(fields[1]?.examples).toEqual([1]);
});

it('finds a field however deep it stands', () => {
  const deep = '{"a":'.repeat(12) + '1' + '}'.repeat(12);
  expect(countFields([JSON.parse(deep)]).map(({ segments }) => segments)).toEqual([
    Array.from({ length: 12 }, () => 'a'),
  ]);
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

it('counts what stands in queries and headers, but for the transport, and keeps it apart from the body', () => {
  const headers = [
    ['X-Shop-Id', '7'],
    ['x-shop-id', '8'],
    ['Content-Type', 'application/json'],
    ['X-Forwarded-For', '192.0.2.1'],
    ['Authorization', '***'],
  ] as const;
  const found = countOutside([
    { query: 'utm_source=vk&key=***', headers },
    { query: 'utm_source=ok', headers: [] },
  ]);

  expect(found).toEqual([
    {
      at: 'query',
      segments: ['utm_source'],
      count: 2,
      types: { text: 2 },
      examples: ['vk', 'ok'],
    },
    { at: 'query', segments: ['key'], count: 1, types: { text: 1 }, examples: [] },
    { at: 'headers', segments: ['x-shop-id'], count: 1, types: { text: 1 }, examples: ['8'] },
    { at: 'headers', segments: ['authorization'], count: 1, types: { text: 1 }, examples: [] },
  ]);
  const body = countFields([{ utm_source: 'body' }]);
  const both = addFields([...body, ...found], found);
  expect(both.map(({ at, count }) => [at, count]).slice(0, 2)).toEqual([
    [undefined, 1],
    ['query', 4],
  ]);
});

it('is bounded outside of the body too, and takes no room from the body', () => {
  const query = (turn: number) =>
    Array.from({ length: 50 }, (_, at) => `k${turn}_${at}=1`).join('&') + '&stays=1';
  let fields = countFields([{ a: 1 }]);
  for (let turn = 0; turn < 20; turn += 1) {
    const found = countOutside([{ query: `stays=1&${query(turn)}`, headers: [] }]);
    fields = [...addFields(fields, found)];
  }

  expect(fields).toHaveLength(1 + maxSeenOutside);
  expect(fields.find(({ segments }) => segments[0] === 'stays')?.count).toBe(20);
  expect(fields.find(({ segments }) => segments[0] === 'a')?.count).toBe(1);
});
