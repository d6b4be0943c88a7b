import type { JsonObject, JsonValue } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import { Refusal } from '../refusal.js';

export type Field = readonly [name: string, value: JsonValue];

type Nest = Map<string, Nest | Leaf>;
type Leaf = { value: JsonValue };

const bracketed = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;

/**
 * Turns form fields into an object: `a[b][]=1` nests, a repeated name becomes a list, and names
 * numbered from zero without a gap become a list (so a list never has holes). Nothing is lost: a name
 * that is no path, or that would reach a prototype, stays a flat name.
 */
export function nestFields(fields: readonly Field[], limits: IntakeLimits): JsonObject | Refusal {
  const root: Nest = new Map();
  for (const [name, value] of fields) {
    const segments = segmentsOf(name);
    if (segments.length > limits.maxDepth) {
      return new Refusal(400, 'field_name_too_deep', { most: limits.maxDepth });
    }
    place(root, segments, { value });
  }
  return toObject(root);
}

function segmentsOf(name: string): readonly string[] {
  const match = name.endsWith(']') ? bracketed.exec(name) : null;
  if (!match?.[1] || !match[2]) return [name];
  const segments = [match[1], ...match[2].slice(1, -1).split('][')];
  const isDangerous = segments.includes('__proto__') || segments.includes('prototype');
  return isDangerous ? [name] : segments;
}

function place(root: Nest, segments: readonly string[], leaf: Leaf): void {
  let at = root;
  for (const segment of segments.slice(0, -1)) at = stepInto(at, segment);
  const last = segments.at(-1) ?? '';
  const name = last === '' && segments.length > 1 ? freeIndex(at) : last;
  const standing = at.get(name);
  if (standing === undefined) at.set(name, leaf);
  else {
    const list = standing instanceof Map ? standing : new Map([['0', standing]]);
    list.set(freeIndex(list), leaf);
    at.set(name, list);
  }
}

function stepInto(nest: Nest, segment: string): Nest {
  const name = segment === '' ? freeIndex(nest) : segment;
  const standing = nest.get(name);
  if (standing instanceof Map) return standing;
  const inner: Nest = new Map();
  if (standing) inner.set('0', standing);
  nest.set(name, inner);
  return inner;
}

function freeIndex(nest: Nest): string {
  let index = nest.size;
  while (nest.has(String(index))) index += 1;
  return String(index);
}

function toValue(node: Nest | Leaf): JsonValue {
  if (!(node instanceof Map)) return node.value;
  const list = toList(node);
  return list ?? toObject(node);
}

function toList(nest: Nest): JsonValue[] | null {
  const list: JsonValue[] = [];
  for (let index = 0; index < nest.size; index += 1) {
    const node = nest.get(String(index));
    if (node === undefined) return null;
    list.push(toValue(node));
  }
  return list;
}

function toObject(nest: Nest): JsonObject {
  const draft = emptyDraft();
  for (const [name, node] of nest) draft[name] = toValue(node);
  return draft;
}
