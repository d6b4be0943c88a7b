import { isList, type JsonValue } from '@hookline/contract';

/** As Handlebars' own `if`: false, null, missing, zero, an empty text and an empty list are not. */
export function isTruthy(value: JsonValue | undefined): boolean {
  return isList(value) ? value.length > 0 : Boolean(value);
}
