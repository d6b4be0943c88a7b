import type { JsonValue } from '@hookline/contract';
import type { Value } from '../render/template-context.js';
import { compareKey } from './compare-key.js';

/** Pairs (from, to, from, to) as a table by comparison key; the first of equal keys wins. */
export function tabulatePairs(
  pairs: readonly Value[],
  locale: string,
): ReadonlyMap<string, JsonValue> {
  const table = new Map<string, JsonValue>();
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const key = compareKey(pairs[index], locale);
    if (!table.has(key)) table.set(key, pairs[index + 1] ?? null);
  }
  return table;
}
