import type { JsonValue } from '@hookline/contract';

/** An answer as the table of calls keeps it: what is undefined is left out. */
export function asJson(value: object): JsonValue {
  const plain: JsonValue = JSON.parse(JSON.stringify(value));
  return plain;
}
