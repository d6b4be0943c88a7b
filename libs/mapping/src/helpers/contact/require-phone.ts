import { isSupportedCountry } from 'libphonenumber-js/min';
import { readPhone, type Phone } from '../../value/read-phone.js';
import { quote, type HelperCall } from '../helper-call.js';

/** The first value of a call as a phone number; the second one may name its country. */
export function requirePhone(call: HelperCall): Phone {
  const country = call.textOr(1, call.settings.defaultCountry).trim().toUpperCase();
  if (!isSupportedCountry(country)) {
    return call.fail(
      'bad_country',
      `${quote(country)} is not a country: write two letters, as "RU".`,
    );
  }
  const text = call.text(0);
  return (
    readPhone(text, country) ?? call.fail('not_a_phone', `${quote(text)} is not a phone number.`)
  );
}
