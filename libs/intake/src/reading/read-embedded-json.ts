import type { JsonValue } from '@hookline/contract';
import { parseJson } from '../body/parse-json.js';
import type { IntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';

/** An object or list written as JSON text in a field; `null` when it is no such text. */
export function readEmbeddedJson(value: JsonValue, limits: IntakeLimits): JsonValue | null {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return null;
  const parsed = parseJson(value, limits);
  return parsed instanceof Refusal ? null : parsed.value;
}
