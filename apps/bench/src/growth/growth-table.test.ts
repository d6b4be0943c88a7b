import { expect, it } from 'vitest';
import { toGrowthRows, toGrowthTable } from './growth-table.js';
import { accepts } from './measure-growth.js';
import { pageKinds } from './time-pages.js';

const rowsOf = (
  what: string,
  { small, grown, p95 }: { small: number; grown: number; p95: number },
) =>
  toGrowthRows({
    small: new Map([[what, { p50Ms: small, p95Ms: small }]]),
    grown: new Map([[what, { p50Ms: grown, p95Ms: p95 }]]),
  });
const verdictOf = (what: string, times: { small: number; grown: number; p95: number }) =>
  rowsOf(what, times)[0]?.verdict;

it('a page is held to its ratio and to its time, both', () => {
  expect(verdictOf('runs of all flows', { small: 10, grown: 13, p95: 100 })).toBe('met');
  expect(verdictOf('runs of all flows', { small: 10, grown: 13.1, p95: 20 })).toBe('MISSED');
  expect(verdictOf('runs of all flows', { small: 99, grown: 99, p95: 100.1 })).toBe('MISSED');
});

it('a page whose work grows by its nature is held to its time alone, and says so', () => {
  const text = 'runs that contain a text';
  expect(verdictOf(text, { small: 10, grown: 12, p95: 20 })).toBe('met');
  expect(verdictOf(text, { small: 10, grown: 40, p95: 60 })).toBe('time');
  expect(verdictOf(text, { small: 10, grown: 40, p95: 101 })).toBe('MISSED');
});

it('an accept is held to its ratio alone, and nothing counts as met that was not measured', () => {
  expect(verdictOf(accepts, { small: 100, grown: 130, p95: 400 })).toBe('met');
  expect(verdictOf(accepts, { small: 100, grown: 131, p95: 1 })).toBe('MISSED');
  expect(verdictOf('flow list', { small: Number.NaN, grown: 1, p95: 1 })).toBe('MISSED');
});

it('each page shows its ratio, its time and its verdict', () => {
  const times = { small: 10, grown: 12, p95: 20 };
  for (const { name } of pageKinds(''))
    expect(toGrowthTable(rowsOf(name, times))).toMatch(/1\.20 .*<= 100 ms +met$/);
});
