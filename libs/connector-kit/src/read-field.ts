import {
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  type Why,
  type WhyCode,
} from '@hookline/contract';
import type { FieldReading } from './field.js';

const ok = <T>(value: T): FieldReading<T> => ({ ok: true, value });
const bad = (
  code: WhyCode,
  message: string,
  values?: NonNullable<Why['values']>,
): FieldReading<never> => ({ ok: false, message, why: { code, ...(values && { values }) } });

/** One address and nothing else: no name, list, group, comment, quotes or line break. */
const oneAddress =
  /^[^\s\p{Cc}\ufffd@"(),:;<>[\]\\]{1,64}@[^\s\p{Cc}\ufffd@"(),:;<>[\]\\]{1,255}$/u;

function text(value: JsonValue): FieldReading<string> {
  if (typeof value === 'string') return ok(value);
  if (typeof value === 'number' || typeof value === 'boolean') return ok(String(value));
  return bad(
    'field_text',
    'a text is needed, and this is a list or an object; choose one of its values',
  );
}

function number(value: JsonValue): FieldReading<number> {
  if (typeof value === 'number') return ok(value);
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : NaN;
  return Number.isFinite(parsed) ? ok(parsed) : bad('field_number', 'a number is needed');
}

function boolean(value: JsonValue): FieldReading<boolean> {
  if (typeof value === 'boolean') return ok(value);
  if (value === 'true' || value === 1 || value === '1') return ok(true);
  if (value === 'false' || value === 0 || value === '0') return ok(false);
  return bad('field_boolean', 'yes or no is needed (true or false)');
}

function email(value: JsonValue): FieldReading<string> {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  if (trimmed.length <= 320 && oneAddress.test(trimmed)) return ok(trimmed);
  return bad('field_email', 'exactly one e-mail address is needed');
}

const maxAddresses = 50;

/**
 * Several addresses: a list whose every element is exactly one address. The commas of what the author
 * typed were read before a lead's data came in (`splitAtCommas`), so that no lead can add a recipient.
 */
function emails(value: JsonValue): FieldReading<readonly string[]> {
  const given = isList(value) ? value.filter((each) => each !== null && each !== '') : [value];
  if (given.length === 0) return bad('field_emails_none', 'at least one e-mail address is needed');
  if (given.length > maxAddresses)
    return bad('field_emails_over', `at most ${maxAddresses} e-mail addresses are allowed`, {
      most: maxAddresses,
    });
  const addresses: string[] = [];
  for (const each of given) {
    const reading = email(each);
    if (!reading.ok) return reading;
    addresses.push(reading.value);
  }
  return ok([...new Set(addresses)]);
}

function url(value: JsonValue): FieldReading<string> {
  if (typeof value !== 'string' || !URL.canParse(value.trim())) {
    return bad('field_url', 'a full address is needed, starting with https://');
  }
  return ok(value.trim());
}

function list(value: JsonValue): FieldReading<readonly JsonValue[]> {
  return isList(value) ? ok(value) : bad('field_list', 'a list is needed');
}

function object(value: JsonValue): FieldReading<JsonObject> {
  return isObject(value) ? ok(value) : bad('field_object', 'named values are needed');
}

export const readers = {
  text,
  number,
  boolean,
  email,
  emails,
  url,
  list,
  object,
  json: ok<JsonValue>,
};
