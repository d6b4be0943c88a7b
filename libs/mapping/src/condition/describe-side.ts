import type { JsonValue } from '@hookline/contract';

const maxLength = 60;

/** One side of a comparison as its author wrote it, short enough for a line of history. */
export function describeSide(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
