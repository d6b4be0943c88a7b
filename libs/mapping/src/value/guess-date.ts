import { DateTime, type DateTimeOptions } from 'luxon';
import { readMonth } from './read-month.js';

const clock = String.raw`(?:[T,\s]+(?:в\s+|at\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([ap]\.?m\.?)?)?`;
const numeric = new RegExp(
  String.raw`^(\d{1,4})[./\-](\d{1,2})[./\-](\d{1,4})(?:\s?г\.?)?${clock}$`,
  'i',
);
const dayFirst = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[\s.\-]+(\p{L}{3,12})\.?,?[\s\-]+(\d{4})(?:\s?(?:г|р)\.?)?${clock}$`,
  'iu',
);
const monthFirst = new RegExp(
  String.raw`^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}$`,
  'iu',
);

type Day = { readonly year: number; readonly month: number; readonly day: number };

/** Reads the forms that forms, shops and people send; text longer than a date is never passed in. */
export function guessDate(
  text: string,
  locale: string,
  options: DateTimeOptions,
): DateTime | undefined {
  const iso = DateTime.fromISO(text, options);
  if (iso.isValid && /^\d{4}-?\d{2}/.test(text)) return iso;
  const sql = DateTime.fromSQL(text, options);
  if (sql.isValid && /^\d{4}-/.test(text)) return sql;
  const written = guessNumeric(text, locale, options) ?? guessWorded(text, options);
  if (written) return written;
  const mail = DateTime.fromRFC2822(text, options);
  return mail.isValid ? mail : DateTime.fromHTTP(text, options);
}

function guessNumeric(
  text: string,
  locale: string,
  options: DateTimeOptions,
): DateTime | undefined {
  const match = numeric.exec(text);
  if (!match) return undefined;
  const [first, second, third] = [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
  if (first.length === 4) {
    return build(
      { year: Number(first), month: Number(second), day: Number(third) },
      match.slice(4),
      options,
    );
  }
  if (third.length !== 4 && third.length !== 2) return undefined;
  const isMonthFirst = (locale === 'en-US' && Number(first) <= 12) || Number(second) > 12;
  const year = third.length === 2 ? 2000 + Number(third) : Number(third);
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return build({ year, month: Number(month), day: Number(day) }, match.slice(4), options);
}

function guessWorded(text: string, options: DateTimeOptions): DateTime | undefined {
  const byDay = dayFirst.exec(text);
  const byMonth = byDay ? null : monthFirst.exec(text);
  const match = byDay ?? byMonth;
  if (!match) return undefined;
  const month = readMonth((byDay ? match[2] : match[1]) ?? '');
  const day = Number(byDay ? match[1] : match[2]);
  if (!month) return undefined;
  return build({ year: Number(match[3]), month, day }, match.slice(4), options);
}

function build(
  day: Day,
  time: readonly (string | undefined)[],
  options: DateTimeOptions,
): DateTime {
  const [hour = '0', minute = '0', second = '0', half = ''] = time;
  const isAfternoon = half.toLowerCase().startsWith('p');
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0);
  const zone = options.zone ? { zone: options.zone } : {};
  return DateTime.fromObject(
    { ...day, hour: hours, minute: Number(minute), second: Number(second) },
    zone,
  );
}
