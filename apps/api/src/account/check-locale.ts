import { ApiError, type Fault } from '../http/index.js';

type Given = {
  readonly timeZone?: string | undefined;
  readonly defaultCountry?: string | undefined;
  readonly locale?: string | undefined;
};

/** Refuses a time zone, a country or a language that nothing could be written in. */
export function checkLocale(given: Given): void {
  const faults: Fault[] = [];
  if (given.timeZone !== undefined && !isTimeZone(given.timeZone)) {
    faults.push({ pointer: '/timeZone', message: 'is no time zone; write one like Europe/Moscow' });
  }
  if (given.defaultCountry !== undefined && !isCountry(given.defaultCountry)) {
    faults.push({
      pointer: '/defaultCountry',
      message: 'is no country; write two letters like RU',
    });
  }
  if (given.locale !== undefined && !isLocale(given.locale)) {
    faults.push({ pointer: '/locale', message: 'is no language; write one like en or ru' });
  }
  if (faults.length > 0) throw new ApiError('invalid_request', undefined, { details: faults });
}

/** An offset such as +03:00 is a time zone to Intl, but none to the database. */
const isTimeZone = (name: string): boolean =>
  /^[A-Za-z]/.test(name) && isGood(() => new Intl.DateTimeFormat('en', { timeZone: name }));

const isLocale = (name: string): boolean => isGood(() => new Intl.DateTimeFormat(name));

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const isCountry = (code: string): boolean =>
  isGood(() => regions.of(code)) && regions.of(code) !== undefined;

function isGood(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
