import type { TFunction } from 'i18next';

/** What a value can be that a helper makes nothing of; the rest is about what somebody wrote by hand. */
const known = [
  'bad_zone',
  'not_a_date',
  'not_a_number',
  'not_a_phone',
  'not_an_email',
  'not_in_table',
  'not_json',
] as const;

/** Why a value cannot be filled in, in the reader's language as far as its code goes. */
export function valueFaultInWords(
  { code, message }: { readonly code: string; readonly message: string },
  t: TFunction,
): string {
  const found = known.find((one) => one === code);
  return found === undefined ? message : t(`editor.valueFault.${found}`);
}
