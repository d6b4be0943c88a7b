import type { ColumnType, JsonValue } from '@hookline/contract';
import { storable, storableText } from '../database/storable-json.js';

export type ValueReading =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly message: string };

const ok = (value: JsonValue): ValueReading => ({ ok: true, value });
const bad = (message: string): ValueReading => ({ ok: false, message });

/** Reads a value as its column keeps it. Nothing at all (null, empty text) is kept as null. */
export function readValue(type: ColumnType, value: JsonValue): ValueReading {
  if (value === null || value === '') return ok(null);
  return readers[type](value);
}

const readers: Readonly<Record<ColumnType, (value: JsonValue) => ValueReading>> = {
  text: (value) => {
    const text = asText(value);
    return text === null ? bad('takes a text, and this is a list or an object') : ok(text);
  },
  number: (value) => {
    const isText = typeof value === 'string' && value.trim() !== '';
    const number = isText ? Number(value.trim()) : value;
    return typeof number === 'number' && Number.isFinite(number)
      ? ok(number)
      : bad('takes a number');
  },
  boolean: (value) => {
    const known = booleans.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
    return known === undefined ? bad('takes yes or no (true or false)') : ok(known);
  },
  date_time: (value) => {
    const text = typeof value === 'string' ? value.trim() : '';
    if (isDay(text)) return ok(text);
    const at = dateTime.test(text) ? new Date(text) : null;
    return at && !Number.isNaN(at.getTime())
      ? ok(at.toISOString())
      : bad('takes a date (2026-01-31) or a date and time with its zone (2026-01-31T12:00:00Z)');
  },
  email: (value) => {
    const text = typeof value === 'string' ? value.trim() : '';
    return text.length <= 320 && oneAddress.test(text)
      ? ok(storableText(text))
      : bad('takes exactly one e-mail address');
  },
  phone: (value) => {
    const text = asText(value)?.trim() ?? '';
    const digits = text.replace(/\D/g, '').length;
    return digits >= 3 && digits <= 20 && text.length <= 60
      ? ok(text)
      : bad('takes a phone number of 3 to 20 digits');
  },
  json: (value) => ok(storable(value)),
};

const booleans = new Map<JsonValue, boolean>([
  [true, true],
  [1, true],
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  [false, false],
  [0, false],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

const oneAddress = /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@"(),:;<>[\]\\]{1,255}$/u;
const dateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;

function asText(value: JsonValue): string | null {
  if (typeof value === 'string') return storableText(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A day of the calendar: the 31st of February is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
