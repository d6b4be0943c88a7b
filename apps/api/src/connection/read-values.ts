import {
  toPointer,
  type AppDescription,
  type FieldDescription,
  type JsonObject,
  type JsonValue,
} from '@hookline/contract';
import type { Fields } from '@hookline/connector-kit';
import { findConnector } from '@hookline/connectors';
import { ApiError } from '../http/index.js';
import { findApp } from '../catalog/apps.js';
import { isVisible } from '../flow/check-input.js';
import { withoutStranded } from './without-stranded.js';

type Fault = { readonly pointer: string; readonly message: string };

/** A connection's values, told apart by who may read them back. */
export type SplitValues = {
  readonly all: JsonObject;
  readonly settings: JsonObject;
  readonly secretsSet: readonly string[];
};

/**
 * Reads a connection's values by its app's fields and tells the secrets from the rest.
 * @param kept values of before; what is left out now stays as it was there. An empty secret is left out,
 *   because a form cannot show one; `null` forgets it.
 * @throws ApiError connection_invalid with every field that is unknown, missing or unreadable; secret_needed_again
 *   where a kept secret would be sent elsewhere.
 */
export function readValues(app: string, given: JsonObject, kept: JsonObject = {}): SplitValues {
  const described = requireConnectable(app);
  const fields = described.connectionFields;
  const all = withoutStranded(fields, { given, kept }, merge(fields, given, kept));
  const faults = [
    ...unknown(fields, given),
    ...fields.flatMap((field) => check(field, fields, all)),
    ...fields.flatMap((field) => checkLength(field, all[field.key], kept[field.key])),
  ];
  const unreadable = faults.length > 0 ? [] : read(findConnector(app)?.connection?.fields, all);
  const found = [...faults, ...unreadable];
  if (found.length > 0) {
    const message = found.map((fault) => fault.message).join('; ');
    throw new ApiError('connection_invalid', message, { details: found });
  }
  const secrets = new Set(fields.filter((field) => field.kind === 'secret').map(({ key }) => key));
  const entries = Object.entries(all);
  return {
    all,
    settings: Object.fromEntries(entries.filter(([key]) => !secrets.has(key))),
    secretsSet: entries.flatMap(([key]) => (secrets.has(key) ? [key] : [])),
  };
}

function requireConnectable(app: string): AppDescription {
  const described = findApp(app);
  if (described && described.connectionFields.length > 0) return described;
  throw new ApiError('connection_invalid', `"${app}" is no app that can be connected.`, {
    details: [{ pointer: '/app', message: 'is no app that can be connected' }],
  });
}

function merge(
  fields: readonly FieldDescription[],
  given: JsonObject,
  kept: JsonObject,
): JsonObject {
  const all: Record<string, JsonValue> = {};
  for (const { key, kind, default: usual } of fields) {
    const isLeftOut = given[key] === undefined || (kind === 'secret' && given[key] === '');
    const value = (isLeftOut ? kept[key] : given[key]) ?? (given[key] === null ? null : usual);
    if (value !== undefined && value !== null && value !== '') all[key] = value;
  }
  return all;
}

function unknown(fields: readonly FieldDescription[], given: JsonObject): readonly Fault[] {
  const known = fields.map(({ key }) => key);
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => fault(key, `"${key}" is not known; there are ${known.join(', ')}`));
}

function check(
  field: FieldDescription,
  fields: readonly FieldDescription[],
  all: JsonObject,
): readonly Fault[] {
  const value = all[field.key];
  if (value === undefined) {
    const isMissing = field.required && isVisible(field, fields, all);
    return isMissing ? [fault(field.key, `"${field.label.en}" is required`)] : [];
  }
  if (field.kind === 'secret' && (typeof value !== 'string' || value.length > 20_000)) {
    return [fault(field.key, `"${field.label.en}" takes a text of up to 20000 characters`)];
  }
  if (field.choices && !field.choices.some((choice) => choice.value === value)) {
    return [fault(field.key, `"${field.label.en}" has no such choice`)];
  }
  return [];
}

/** What was saved before this was asked goes on working, also when it is sent again. */
function checkLength(
  { key, label, minLength }: FieldDescription,
  value: JsonValue | undefined,
  kept: JsonValue | undefined,
): readonly Fault[] {
  if (minLength === undefined || typeof value !== 'string' || value === kept) return [];
  if ([...value].length >= minLength) return [];
  return [fault(key, `"${label.en}" takes at least ${minLength} characters`)];
}

/** The connector's own reading: an e-mail address is one, a port is a number. */
function read(fields: Fields | undefined, all: JsonObject): readonly Fault[] {
  return Object.entries(fields ?? {}).flatMap(([key, field]) => {
    const value = all[key];
    if (value === undefined) return [];
    const reading = field.read(value);
    return reading.ok ? [] : [fault(key, `"${field.options.label.en}": ${reading.message}`)];
  });
}

const fault = (key: string, message: string): Fault => ({
  pointer: toPointer(['values', key]),
  message,
});
