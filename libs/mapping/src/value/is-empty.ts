import { isList, type JsonValue } from '@hookline/contract';

/** Missing, null, blank text, an empty list or an empty object. Zero and false are values. */
export function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value !== 'object') return false;
  return isList(value) ? value.length === 0 : Object.keys(value).length === 0;
}
