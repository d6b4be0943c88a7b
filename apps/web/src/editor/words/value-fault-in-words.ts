import type { TFunction } from 'i18next';
import { sayProblem } from '../../words/say-problem.js';

/** What a value can be that a helper makes nothing of; the rest is wrong in the template itself. */
const known = [
  'bad_country',
  'bad_value',
  'bad_zone',
  'not_a_date',
  'not_a_number',
  'not_a_phone',
  'not_an_email',
  'not_in_table',
  'not_json',
  'helper_failed',
  'output_too_large',
  'too_expensive',
] as const;

/** Why a value cannot be filled in, in the reader's language as far as its code goes. */
export function valueFaultInWords(
  fault: { readonly code: string; readonly message: string; readonly about?: string | undefined },
  t: TFunction,
): string {
  const found = known.find((one) => one === fault.code);
  return found === undefined ? sayProblem(fault, t) : t(`editor.valueFault.${found}`);
}
