import type {
  Choice,
  FieldDescription,
  FieldKind,
  JsonObject,
  JsonValue,
  Why,
  Words,
} from '@hookline/contract';
import { readers } from './read-field.js';

/** What a field says of itself; the key comes from where it stands. */
export type FieldOptions = {
  readonly label: Words;
  readonly help?: Words;
  readonly required?: boolean;
  /** Whoever sees it must fill it; hidden by `visibleWhen` it stays empty, so that its value may be undefined. */
  readonly requiredWhenVisible?: boolean;
  readonly placeholder?: string;
  /** For a secret that its owner thinks up, never for one that a vendor gives out. */
  readonly minLength?: number;
  /** The address to which the secrets beside it are sent, or the list of the only hosts that get them. */
  readonly secretsGoTo?: 'address' | 'hosts';
  readonly default?: JsonValue;
  readonly choices?: readonly Choice[];
  readonly choicesFrom?: string;
  readonly mappable?: boolean;
  readonly fields?: Fields;
  readonly visibleWhen?: { readonly field: string; readonly in: readonly JsonValue[] };
};

/** The value as the field wants it, or why it cannot be read (plain words). */
export type FieldReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly why: Why };

export type Field<T> = {
  readonly kind: FieldKind;
  readonly options: FieldOptions;
  /** Reads a rendered value; never called with a missing or empty one. */
  readonly read: (value: JsonValue) => FieldReading<T>;
  /** True only in the type: `required: true` was given. */
  readonly isRequired: boolean;
  /** What the author typed is several values with commas between them. */
  readonly isSplitAtCommas?: boolean;
};

export type RequiredField<T> = Field<T> & { readonly isRequired: true };
// A record of fields of any value type: the values' types come back through InputOf.
export type Fields = { readonly [key: string]: Field<unknown> };

type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The typed input of an action: required fields are there, the others may be undefined. */
export type InputOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends RequiredField<infer T> ? T : ValueOf<F[K]> | undefined;
};

type Maker<T> = {
  (options: FieldOptions & { required: true }): RequiredField<T>;
  (options: FieldOptions): Field<T>;
};

function maker<T>(
  kind: FieldKind,
  read: (value: JsonValue) => FieldReading<T>,
  more: { readonly isSplitAtCommas?: boolean } = {},
): Maker<T> {
  function make(options: FieldOptions & { required: true }): RequiredField<T>;
  function make(options: FieldOptions): Field<T>;
  function make(options: FieldOptions): Field<T> {
    return { kind, options, read, isRequired: options.required === true, ...more };
  }
  return make;
}

/**
 * The closed set of fields that a connector is described with. Each knows its schema and its form.
 * @example field.email({ label: { en: 'To', ru: 'Кому' }, required: true })
 */
export const field = {
  text: maker<string>('text', readers.text),
  longText: maker<string>('long_text', readers.text),
  html: maker<string>('html', readers.text),
  number: maker<number>('number', readers.number),
  boolean: maker<boolean>('boolean', readers.boolean),
  email: maker<string>('email', readers.email),
  /** One or several addresses, at most 50: a list, or a text with commas. */
  emails: maker<readonly string[]>('email', readers.emails, { isSplitAtCommas: true }),
  phone: maker<string>('phone', readers.text),
  url: maker<string>('url', readers.url),
  dateTime: maker<string>('date_time', readers.text),
  choice: maker<string>('choice', readers.text),
  json: maker<JsonValue>('json', readers.json),
  list: maker<readonly JsonValue[]>('list', readers.list),
  object: maker<JsonObject>('object', readers.object),
  keyValues: maker<JsonObject>('key_values', readers.object),
  secret: maker<string>('secret', readers.text),
  condition: maker<JsonValue>('condition', readers.json),
} as const;

/** The JSON that a form is drawn from. */
export function describeFields(fields: Fields): FieldDescription[] {
  return Object.entries(fields).map(([key, { kind, options }]) => ({
    key,
    kind,
    label: options.label,
    required: options.required === true || options.requiredWhenVisible === true,
    mappable: options.mappable ?? kind !== 'secret',
    ...(options.help ? { help: options.help } : {}),
    ...(options.placeholder ? { placeholder: options.placeholder } : {}),
    ...(options.minLength === undefined ? {} : { minLength: options.minLength }),
    ...(options.secretsGoTo ? { secretsGoTo: options.secretsGoTo } : {}),
    ...(options.default === undefined ? {} : { default: options.default }),
    ...(options.choices ? { choices: [...options.choices] } : {}),
    ...(options.choicesFrom ? { choicesFrom: options.choicesFrom } : {}),
    ...(options.fields ? { fields: describeFields(options.fields) } : {}),
    ...(options.visibleWhen
      ? { visibleWhen: { field: options.visibleWhen.field, in: [...options.visibleWhen.in] } }
      : {}),
  }));
}
