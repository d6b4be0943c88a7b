import {
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  type ReceiverPreset,
} from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import { Refusal } from '../refusal.js';
import { splitPath } from '../request/read-path.js';

/** One event of a batch: the whole document with this element alone in place of its list. */
export type SplitElement = { payload: JsonValue; names: string };

type Found = { trail: readonly string[]; element: JsonValue };

/**
 * Takes a batch apart. An element keeps the document's shape, so that a path means the same whether one
 * event came or many.
 * @returns `null` when the body holds no such list: it is one event then. An empty list gives no element.
 */
export function splitBatch(
  payload: JsonValue,
  split: ReceiverPreset['split'],
  limits: IntakeLimits,
): readonly SplitElement[] | Refusal | null {
  if (split === null) return null;
  const found: Found[] = [];
  let isBatch = false;
  for (const path of split.paths) {
    const lists: Found[] = [];
    collect(payload, splitPath(path), { trail: [], lists });
    for (const { trail, element } of lists) {
      isBatch ||= isList(element);
      const each = isList(element) ? element : [element];
      if (found.length + each.length > limits.maxEvents) return tooMany(limits);
      found.push(...each.map((one) => ({ trail, element: one })));
    }
  }
  if (found.length === 0) return isBatch ? [] : null;
  return isTooWide(payload, found, limits)
    ? tooMany(limits)
    : found.map(({ trail, element }) => ({
        payload: narrow(payload, trail, element),
        names: trail.filter((name) => !/^\d+$/.test(name)).join('.'),
      }));
}

function tooMany({ maxEvents }: IntakeLimits): Refusal {
  return new Refusal(413, 'too_many_events', { most: maxEvents });
}

function collect(
  at: JsonValue | undefined,
  path: readonly string[],
  given: { trail: readonly string[]; lists: Found[] },
): void {
  const [first, ...rest] = path;
  if (first === undefined) {
    if (isList(at) || (isObject(at) && given.trail.length > 0)) {
      given.lists.push({ trail: given.trail, element: at });
    }
    return;
  }
  for (const [name, inner] of inside(at)) {
    if (first === '*' || first === name)
      collect(inner, rest, { ...given, trail: [...given.trail, name] });
  }
}

function inside(at: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  if (isList(at)) return at.map((each, index) => [String(index), each] as const);
  return isObject(at) ? Object.entries(at) : [];
}

/** A copy of the way to the element, with everything that stands beside it but its list's neighbours. */
function narrow(at: JsonValue, trail: readonly string[], element: JsonValue): JsonValue {
  const [first, ...rest] = trail;
  if (first === undefined) return element;
  if (isList(at)) return narrow(at[Number(first)] ?? null, rest, element);
  if (!isObject(at)) return element;
  const copy: JsonObject = Object.assign(emptyDraft(), at, {
    [first]: narrow(at[first] ?? null, rest, element),
  });
  return copy;
}

/** What stands around the elements is stored with each: many elements in a wide document are refused. */
function isTooWide(
  payload: JsonValue,
  found: readonly Found[],
  { maxBatchBytes }: IntakeLimits,
): boolean {
  if (found.length < 2) return false;
  const wholeLength = JSON.stringify(payload).length;
  const elementsLength = found.reduce(
    (sum, { element }) => sum + JSON.stringify(element).length,
    0,
  );
  return Math.max(wholeLength - elementsLength, 0) * found.length + elementsLength > maxBatchBytes;
}
