import type { DateTime } from 'luxon';
import type { HelperCall } from '../helper-call.js';

const maxFormatLength = 100;

/** Writes a moment by a format; without one, as ISO 8601. */
export function formatDate(call: HelperCall, moment: DateTime, format: string): string {
  if (format === '') return moment.toISO() ?? call.fail('not_a_date', 'The date is out of range.');
  if (format.length > maxFormatLength) {
    return call.fail('bad_value', `A date format may have at most ${maxFormatLength} characters.`);
  }
  const locale = call.namedText('locale', call.settings.locale);
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/.test(locale)) {
    return call.fail('bad_value', 'The locale must be written as "ru" or "en-GB".');
  }
  return moment.setLocale(locale).toFormat(format);
}
