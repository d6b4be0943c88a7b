import { isList, isObject, type JsonValue } from '@hookline/contract';

/** An object under construction. It has no prototype, so no name in it is special. */
export type Draft = Record<string, JsonValue>;

export function emptyDraft(): Draft {
  const draft: Draft = Object.create(null);
  return draft;
}

/** A copy with other texts and numbers; names are mapped too. Depth is bounded by the parser before. */
export function mapLeaves(
  value: JsonValue,
  leaf: (value: string | number) => JsonValue,
): JsonValue {
  if (typeof value === 'string' || typeof value === 'number') return leaf(value);
  if (isList(value)) return value.map((each) => mapLeaves(each, leaf));
  if (!isObject(value)) return value;
  const copy = emptyDraft();
  for (const [key, each] of Object.entries(value)) copy[String(leaf(key))] = mapLeaves(each, leaf);
  return copy;
}
