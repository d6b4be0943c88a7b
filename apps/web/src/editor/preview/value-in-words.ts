import { isList, isObject, type JsonValue } from '@hookline/contract';

export type ValueKind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'nothing';

export function kindOf(value: JsonValue | undefined): ValueKind {
  if (value === undefined || value === null) return 'nothing';
  if (isList(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'object';
}

/** A value in one line, cut where it gets long. */
export function valueInLine(value: JsonValue | undefined, maxLength = 80): string {
  if (value === undefined || value === null) return '';
  return cut(typeof value === 'string' ? value : JSON.stringify(value), maxLength);
}

/** A value in one line as people read it: of a list its elements, of a thing with names what they hold. */
export function valueAsRead(value: JsonValue | undefined, maxLength = 80): string {
  return cut(asRead(value), maxLength);
}

function asRead(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (isList(value)) return value.map(asRead).filter(Boolean).join(', ');
  if (isObject(value)) return Object.values(value).map(asRead).filter(Boolean).join(' · ');
  return String(value);
}

function cut(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
