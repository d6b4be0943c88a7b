import { isObject, type JsonObject, type JsonValue } from '@hookline/contract';

/** The value where it is an object, else an empty one: a form starts from something. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
