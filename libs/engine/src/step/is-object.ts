import type { JsonObject, JsonValue } from '@hookline/contract';

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
