import type { FieldDescription, JsonObject, JsonValue } from '@hookline/contract';
import { isVisible } from './FieldRows.js';

const isEmpty = (value: JsonValue | undefined) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Keys of the fields that must be filled, are in sight and are not. */
export function missingFields(
  fields: readonly FieldDescription[],
  values: JsonObject,
  secretsSet: readonly string[],
): readonly string[] {
  return fields
    .filter((field) => field.required && isVisible(field, values, fields))
    .filter((field) => isEmpty(values[field.key] ?? field.default))
    .filter((field) => !(field.kind === 'secret' && secretsSet.includes(field.key)))
    .map((field) => field.key);
}
