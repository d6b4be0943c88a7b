import type { Why, WhyCode } from '@hookline/contract';
import type { TemplateProblem } from '@hookline/mapping';

const known = new Map<string, WhyCode>([
  ['bad_zone', 'value_zone'],
  ['not_a_date', 'value_date'],
  ['not_a_number', 'value_number'],
  ['not_a_phone', 'value_phone'],
  ['not_an_email', 'value_email'],
  ['not_in_table', 'value_not_in_table'],
  ['not_json', 'value_json'],
  ['output_too_large', 'value_too_large'],
  ['too_expensive', 'value_too_large'],
]);

/** Why a template could not be computed with a lead's data; what has no code of its own is quoted. */
export function whyOfValue({ code, message }: TemplateProblem): Why {
  const found = known.get(code);
  return found === undefined ? { code: 'value_unfit', quote: message } : { code: found };
}
