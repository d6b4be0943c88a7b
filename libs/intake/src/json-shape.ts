import { isList, isObject, type JsonObject, type JsonValue } from '@hookline/contract';

/** An object under construction. It inherits nothing, so no name in it is special. */
export type Draft = Record<string, JsonValue>;

export function emptyDraft(): Draft {
  return new Bare();
}

/** Without any prototype it would be a mere table to the engine, which takes several times as long to copy. */
class Bare {
  [name: string]: JsonValue;
}
Object.setPrototypeOf(Bare.prototype, null);
Reflect.deleteProperty(Bare.prototype, 'constructor');
Object.freeze(Bare.prototype);

/**
 * With other texts and numbers; names are mapped too. What stays the same is shared and not copied. Depth is bounded
 * by the parser before.
 */
export function mapLeaves(
  value: JsonValue,
  leaf: (value: string | number) => JsonValue,
): JsonValue {
  if (typeof value === 'string' || typeof value === 'number') return leaf(value);
  if (isList(value)) {
    const mapped = value.map((each) => mapLeaves(each, leaf));
    return mapped.some((each, at) => each !== value[at]) ? mapped : value;
  }
  return isObject(value) ? mapFields(value, leaf) : value;
}

function mapFields(object: JsonObject, leaf: (value: string | number) => JsonValue): JsonObject {
  const names = Object.keys(object);
  let copy: Draft | null = null;
  for (const name of names) {
    const old = object[name] ?? null;
    const mapped = mapLeaves(old, leaf);
    const called = String(leaf(name));
    if (mapped === old && called === name && copy === null) continue;
    copy ??= fieldsBefore(name, names, object);
    copy[called] = mapped;
  }
  return copy ?? object;
}

function fieldsBefore(end: string, names: readonly string[], object: JsonObject): Draft {
  const draft = emptyDraft();
  for (const name of names) {
    if (name === end) return draft;
    draft[name] = object[name] ?? null;
  }
  return draft;
}
