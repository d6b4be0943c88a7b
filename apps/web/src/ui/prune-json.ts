import type { JsonValue } from '@hookline/contract';

/** The named children of a container, in their order; null for a single value. */
export function childrenOf(value: JsonValue): readonly [string, JsonValue][] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value);
}

/** Keeps the branches where a name or a value holds the text; undefined when none does. */
export function pruneJson(value: JsonValue, text: string): JsonValue | undefined {
  const children = childrenOf(value);
  if (children === null) {
    return String(value).toLocaleLowerCase().includes(text) ? value : undefined;
  }
  const kept: [string, JsonValue][] = [];
  for (const [key, child] of children) {
    const part = key.toLocaleLowerCase().includes(text) ? child : pruneJson(child, text);
    if (part !== undefined) kept.push([key, part]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** How many single values there are, counted no further than is asked. */
export function countLeaves(value: JsonValue, enough: number): number {
  const children = childrenOf(value);
  if (children === null) return 1;
  let count = 0;
  for (const [, child] of children) {
    if (count >= enough) return count;
    count += countLeaves(child, enough - count);
  }
  return count;
}
