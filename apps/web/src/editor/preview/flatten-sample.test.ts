import { expect, it } from 'vitest';
import { flattenSample } from './flatten-sample.js';

const pathsOf = (value: Parameters<typeof flattenSample>[1]) =>
  flattenSample(['trigger'], value).map(({ path }) => path);

it('offers every value, however deep it stands and whatever its name has in it', () => {
  expect(pathsOf({ 'x[0]': 'a', a: { b: { c: { d: { e: { f: { g: 'deep' } } } } } } })).toEqual([
    'trigger.[x[0\\]]',
    'trigger.a.b.c.d.e.f.g',
  ]);
  expect(pathsOf({ items: [{ sku: 1 }, { sku: 2 }], '': 1, 'end\\': 1 })).toEqual([
    'trigger.items',
    'trigger.items.[0].sku',
  ]);
});

it('offers of very many those that stand nearest, in their own order', () => {
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`k${at}`, at]));
  const paths = pathsOf({ deep: { ...many }, near: 1, more: { ...many }, last: 2 });
  expect(paths).toHaveLength(400);
  expect(paths).toContain('trigger.near');
  expect(paths.at(-1)).toBe('trigger.last');
});

it('takes little time over an endless sample', () => {
  const row = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${at}`, at]));
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`r${at}`, row]));
  const started = performance.now();
  expect(flattenSample(['trigger'], wide)).toHaveLength(400);
  expect(performance.now() - started).toBeLessThan(1_000);
});
