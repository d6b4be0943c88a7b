import type { JsonObject } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';
import { decodeText } from './decode-text.js';
import { nestFields } from './nest-fields.js';
import { wireText } from './wire-text.js';

export type ParsedForm = { fields: JsonObject; wasRepaired: boolean };

/** Parses `application/x-www-form-urlencoded` with nested bracket names. */
export function parseForm(
  bytes: Uint8Array,
  charset: string | null,
  limits: IntakeLimits,
): ParsedForm | Refusal {
  const pairs = readPairs(bytes, charset === 'utf-8' ? null : charset, limits.maxFields);
  if (pairs === null) {
    return new Refusal(400, 'form_too_many_fields', { most: limits.maxFields });
  }
  const nested = nestFields(pairs.decoded, limits);
  return nested instanceof Refusal ? nested : { fields: nested, wasRepaired: pairs.wasRepaired };
}

type Pairs = {
  readonly decoded: readonly (readonly [name: string, value: string])[];
  readonly wasRepaired: boolean;
};
type Read = { readonly of: Uint8Array; readonly charset: string | null; readonly most: number };

/** Who proves itself by its fields is read for that, and at once again for what it says. */
let last: { readonly read: Read; readonly pairs: Pairs | null } | null = null;

/** The fields of a form, decoded, in order; `null` when there are more than `most`. */
export function readPairs(of: Uint8Array, charset: string | null, most: number): Pairs | null {
  const known = last?.read;
  if (last && known?.of === of && known.charset === charset && known.most === most) {
    return last.pairs;
  }
  const pairs = decodePairs(of, charset, most);
  last = { read: { of, charset, most }, pairs };
  return pairs;
}

function decodePairs(bytes: Uint8Array, charset: string | null, most: number): Pairs | null {
  const pairs = splitPairs(wireText(bytes), most);
  if (pairs === null) return null;
  let wasRepaired = false;
  const read = (encoded: string): string => {
    const decoded = decodePart(encoded, charset);
    wasRepaired ||= decoded.wasRepaired;
    return decoded.text;
  };
  const decoded = pairs.map(([name, value]) => [read(name), read(value)] as const);
  return { decoded, wasRepaired };
}

/** The encoded pairs, in order; `null` when there are more than `max`. */
function splitPairs(text: string, max: number): readonly [string, string][] | null {
  const pairs: [string, string][] = [];
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('&', start);
    const end = found === -1 ? text.length : found;
    if (end > start) {
      if (pairs.length === max) return null;
      const equals = text.indexOf('=', start);
      const split = equals === -1 || equals > end ? end : equals;
      pairs.push([text.slice(start, split), text.slice(split + 1, end)]);
    }
    start = end + 1;
  }
  return pairs;
}

/** Undoes `+` and `%XX`; a lone `%` stays. `encoded` holds one byte in each character. */
export function decodePart(
  encoded: string,
  charset: string | null,
): { text: string; wasRepaired: boolean } {
  if (!/[%+\0\x80-\xff]/.test(encoded)) return { text: encoded, wasRepaired: false };
  const quick = charset === null || charset === 'utf-8' ? decodeUtf8(encoded) : null;
  return quick === null ? decodeBytes(encoded, charset) : { text: quick, wasRepaired: false };
}

/** The usual case at the engine's own speed; `null` where bytes must be looked at one by one. */
function decodeUtf8(encoded: string): string | null {
  if (/[\0\x80-\xff]|%00|%(?![0-9a-fA-F]{2})/.test(encoded)) return null;
  try {
    return decodeURIComponent(encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded);
  } catch {
    return null;
  }
}

function decodeBytes(
  encoded: string,
  charset: string | null,
): { text: string; wasRepaired: boolean } {
  const bytes = Buffer.from(
    encoded
      .replaceAll('+', ' ')
      .replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  const decoded = decodeText(bytes, charset);
  return { text: decoded.text, wasRepaired: decoded.wasRepaired };
}
