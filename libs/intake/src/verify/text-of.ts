import type { JsonObject } from '@hookline/contract';

/** The text of a connection's field; `''` when it holds none. */
export function textOf(values: JsonObject, field: string): string {
  const value = Object.hasOwn(values, field) ? values[field] : undefined;
  return typeof value === 'string' ? value : '';
}
