import { isList, type JsonValue } from '@hookline/contract';

/** A value as it stands inside text: nothing for null, `A, B` for a list of plain values, JSON for the rest. */
export function writeText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (isList(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return value.map((item) => writeText(item)).join(', ');
  }
  return JSON.stringify(value);
}
