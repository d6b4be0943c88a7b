import { isList, type JsonValue } from '@hookline/contract';

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
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
