import type { JsonObject, JsonValue } from '@hookline/contract';

/** The object with one member set, or without it when there is no value. */
export function setKey(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
