import { isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { textIn } from './ask-json.js';

/** The `id` of what was made or found, as text; of anything but an object with one it is empty. */
export function idIn(value: JsonValue | undefined): string {
  return isObject(value) ? textIn(value, 'id') : '';
}

/** The `id` of each object, as text, in their order. */
export function idsOf(objects: readonly JsonObject[]): readonly string[] {
  return objects.map(idIn);
}
