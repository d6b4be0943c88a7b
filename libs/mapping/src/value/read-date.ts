import type { JsonValue } from '@hookline/contract';
import { DateTime, type DateTimeOptions } from 'luxon';
import type { RenderSettings } from '../render/render-settings.js';
import { guessDate } from './guess-date.js';
import { readZone } from './read-zone.js';

/** Seconds until the year 5138 have at most 11 digits; what is longer counts milliseconds. */
const maxSeconds = 99_999_999_999;
const maxTextLength = 64;
const maxFormatLength = 40;

type Reading = { readonly format: string; readonly settings: RenderSettings };

/** Reads a date by a format, or by a guess when the format is empty. */
export function readDate(value: JsonValue, reading: Reading): DateTime | undefined {
  const { format, settings } = reading;
  const options: DateTimeOptions = { zone: readZone(settings.timeZone) ?? 'utc', setZone: true };
  if (typeof value === 'number') return valid(readEpoch(value, options));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '' || text.length > maxTextLength) return undefined;
  if (format !== '')
    return isSafeFormat(format) ? valid(readByFormat(text, reading, options)) : undefined;
  if (/^-?\d{9,14}$/.test(text)) return valid(readEpoch(Number(text), options));
  return valid(guessDate(text, settings.locale, options));
}

function readByFormat(
  text: string,
  { format, settings }: Reading,
  options: DateTimeOptions,
): DateTime {
  const read = DateTime.fromFormat(text, format, { ...options, locale: settings.locale });
  return read.isValid ? read : DateTime.fromFormat(text, format, { ...options, locale: 'en' });
}

function readEpoch(value: number, options: DateTimeOptions): DateTime {
  const milliseconds = Math.abs(value) > maxSeconds ? value : value * 1000;
  return DateTime.fromMillis(milliseconds, options.zone ? { zone: options.zone } : {});
}

/** A repeated token would let a format try the digits of a text in very many ways. */
function isSafeFormat(format: string): boolean {
  if (format.length > maxFormatLength) return false;
  const tokens = (format.replace(/'[^']*'/g, '').match(/([A-Za-z])\1*/g) ?? []).map(
    (token) => token[0],
  );
  return new Set(tokens).size === tokens.length;
}

function valid(moment: DateTime | undefined): DateTime | undefined {
  return moment?.isValid ? moment : undefined;
}
