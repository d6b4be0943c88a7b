import type { JsonValue } from '@hookline/contract';

/**
 * Splits what an author typed at its commas, but not inside of a `{{template}}`: "a@x, {{trigger.to}}"
 * becomes two values, and whatever the template gives stays one of them.
 */
export function splitAtCommas(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const parts = value.match(/(?:\{\{[^]*?\}\}|[^,])+/g) ?? [];
  const values = parts.map((part) => part.trim()).filter((part) => part !== '');
  return values.length > 0 ? values : value;
}
