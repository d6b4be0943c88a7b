import type { JsonValue } from '@hookline/contract';

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text as PostgreSQL can keep it: without U+0000, and with every lone surrogate replaced. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').replace(loneSurrogate, '\uFFFD');
}

/** The JSON text of a value that a `jsonb` column takes, whatever strings hide in it. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => clean(inner));
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.every((key) => storableText(key) === key)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), inner]),
  );
}

function isPlainObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of the value that a `jsonb` column takes. */
export function storable<T>(value: T): T {
  const copy: T = JSON.parse(storableJson(value));
  return copy;
}
