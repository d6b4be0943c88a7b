import type { HelperCall } from '../helper-call.js';

/** Hides what binary fractions add (0.1 + 0.2), and refuses what is no number any more. */
export function tidyNumber(value: number, call: HelperCall): number {
  if (!Number.isFinite(value)) return call.fail('bad_value', 'The result is not a number.');
  return Number(value.toPrecision(15));
}
