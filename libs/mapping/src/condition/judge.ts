import { isList, type ConditionOp, type JsonValue } from '@hookline/contract';
import { isSupportedCountry } from 'libphonenumber-js/min';
import type { RenderSettings } from '../render/render-settings.js';
import { hasItem } from '../value/has-item.js';
import { isEmpty } from '../value/is-empty.js';
import { isSame } from '../value/is-same.js';
import { readBoolean } from '../value/read-boolean.js';
import { readDate } from '../value/read-date.js';
import { readNumber } from '../value/read-number.js';
import { readPhone } from '../value/read-phone.js';
import { writeText } from '../value/write-text.js';

export type Sides = {
  readonly left: JsonValue;
  readonly right: JsonValue;
  /** The left side's path was not in the context. */
  readonly isMissing: boolean;
  readonly settings: RenderSettings;
};

export type Verdict = {
  readonly passed: boolean;
  readonly problem?: { readonly code: string; readonly message: string };
};

type Judge = (sides: Sides) => boolean | Verdict;

const judges: Readonly<Record<ConditionOp, Judge>> = {
  is_empty: ({ left }) => isEmpty(left),
  is_not_empty: ({ left }) => !isEmpty(left),
  exists: ({ isMissing }) => !isMissing,
  does_not_exist: ({ isMissing }) => isMissing,
  equals: ({ left, right, settings }) => isSame(left, right, settings.locale),
  does_not_equal: ({ left, right, settings }) => !isSame(left, right, settings.locale),
  contains: (sides) => contains(sides),
  does_not_contain: (sides) => !contains(sides),
  starts_with: ({ left, right }) => fold(left).startsWith(fold(right)),
  ends_with: ({ left, right }) => fold(left).endsWith(fold(right)),
  in_list: ({ left, right, settings }) => hasItem(toList(right), left, settings.locale),
  greater_than: (sides) => compareNumbers(sides, (left, right) => left > right),
  less_than: (sides) => compareNumbers(sides, (left, right) => left < right),
  at_least: (sides) => compareNumbers(sides, (left, right) => left >= right),
  at_most: (sides) => compareNumbers(sides, (left, right) => left <= right),
  is_true: ({ left }) => readBoolean(left) === true,
  is_false: ({ left }) => readBoolean(left) === false,
  matches_phone: (sides) => matchesPhone(sides),
  before: (sides) => compareDates(sides, (left, right) => left < right),
  after: (sides) => compareDates(sides, (left, right) => left > right),
};

/** Whether one comparison holds; with a side that is empty, no order holds and none is reported. */
export function judge(op: ConditionOp, sides: Sides): Verdict {
  const verdict = judges[op](sides);
  return typeof verdict === 'boolean' ? { passed: verdict } : verdict;
}

function fold(value: JsonValue): string {
  return writeText(value).trim().toLowerCase();
}

function contains({ left, right, settings }: Sides): boolean {
  if (isList(left)) return hasItem(left, right, settings.locale);
  return fold(left).includes(fold(right));
}

/** A list, or the lines or comma-separated parts of a text. */
function toList(value: JsonValue): readonly JsonValue[] {
  if (isList(value)) return value;
  return typeof value === 'string' ? value.split(/[\n,;]/) : [value];
}

type Order = (left: number, right: number) => boolean;

function compareNumbers(sides: Sides, holds: Order): Verdict {
  const read = (value: JsonValue) =>
    typeof value === 'number' ? value : readNumber(writeText(value), sides.settings.locale);
  return compare(sides, { read, holds, code: 'not_a_number', noun: 'a number' });
}

function compareDates(sides: Sides, holds: Order): Verdict {
  const { settings } = sides;
  const read = (value: JsonValue) => readDate(value, { format: '', settings })?.toMillis();
  return compare(sides, { read, holds, code: 'not_a_date', noun: 'a date' });
}

type Reading = {
  readonly read: (value: JsonValue) => number | undefined;
  readonly holds: Order;
  readonly code: string;
  readonly noun: string;
};

function compare({ left, right }: Sides, { read, holds, code, noun }: Reading): Verdict {
  if (isEmpty(left) || isEmpty(right)) return { passed: false };
  const leftSize = read(left);
  const rightSize = read(right);
  if (leftSize !== undefined && rightSize !== undefined)
    return { passed: holds(leftSize, rightSize) };
  const side = leftSize === undefined ? 'left' : 'right';
  return { passed: false, problem: { code, message: `The ${side} side is not ${noun}.` } };
}

/** The same number in whatever form; with nothing on the right, any phone number matches. */
function matchesPhone({ left, right, settings }: Sides): boolean {
  const country = settings.defaultCountry.toUpperCase();
  const read = (value: JsonValue) =>
    readPhone(writeText(value), isSupportedCountry(country) ? country : undefined)?.number;
  const number = read(left);
  return number !== undefined && (isEmpty(right) || number === read(right));
}
