import {
  isObject,
  type BodyReading,
  type JsonObject,
  type JsonValue,
  type ReceiverPreset,
} from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import { readPath, splitPath } from '../request/read-path.js';
import { readCookies } from './read-cookies.js';
import { readEmbeddedJson } from './read-embedded-json.js';
import { readLines, readPairs } from './read-pairs.js';
import { readLocalNames } from './read-local-names.js';
import { readProducts } from './read-products.js';
import { readUtm } from './read-utm.js';

/**
 * Reads further what a sender hid in text: JSON in a field, marks in cookies, goods of a cart, answers in a list. A field
 * that is missing or reads as nothing changes nothing.
 * @returns the same payload when there was nothing to read.
 */
export function applyReadings(
  payload: JsonValue,
  readings: ReceiverPreset['readings'],
  limits: IntakeLimits,
): JsonValue {
  let result = payload;
  for (const reading of readings) {
    const found = readPath(result, splitPath(reading.field));
    if (found === undefined || !isObject(result)) continue;
    const value = readAs(reading, found, { payload: result, limits });
    if (value === null) continue;
    if (reading.into !== '') result = withValue(result, splitPath(reading.into), value);
    else if (isObject(value) && Object.keys(result).length === 1) result = value;
  }
  return result;
}

function readAs(
  how: BodyReading,
  value: JsonValue,
  given: { payload: JsonValue; limits: IntakeLimits },
): JsonValue | null {
  switch (how.as) {
    case 'json':
      return readEmbeddedJson(value, given.limits);
    case 'cookies':
      return readCookies(value);
    case 'list':
      return readProducts(value, given.limits);
    case 'utm':
      return readUtm(value, given.limits);
    case 'pairs':
      return readPairs(value, how, given.payload);
    case 'lines':
      return readLines(value, how);
    case 'local_names':
      return readLocalNames(value);
  }
}

/** A copy with a value at a path; whatever is no object on the way gives way to one. */
function withValue(object: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  const inner = Object.hasOwn(object, first) ? object[first] : undefined;
  const put = rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value);
  const copy = Object.assign(emptyDraft(), object);
  copy[first] = put;
  return copy;
}
