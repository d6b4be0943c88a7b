import {
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';

export type Phone = PhoneNumber;

/** Longer texts hold more than a phone number. */
const maxLength = 64;

/**
 * Reads a phone number in any form. Only its length is checked against its country: number plans change faster
 * than any list of them, and refusing a person's real number loses the lead.
 */
export function readPhone(text: string, country: CountryCode | undefined): Phone | undefined {
  if (text.length > maxLength || countDigits(text) < 5) return undefined;
  const phone = parsePhoneNumberFromString(text, country);
  if (phone?.isPossible()) return phone;
  // Forms often drop the plus: 380501234567 typed where the default country is another one.
  const international = parsePhoneNumberFromString(`+${text.replace(/\D+/g, '')}`);
  return international?.isPossible() && !text.includes('+') ? international : undefined;
}

function countDigits(text: string): number {
  return text.replace(/\D+/g, '').length;
}
