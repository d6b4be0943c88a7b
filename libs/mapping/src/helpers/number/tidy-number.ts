import type { HelperCall } from '../helper-call.js';

/** Hides what binary fractions add (0.1 + 0.2), and refuses what is no number any more. */
export function tidyNumber(value: number, call: HelperCall): number {
  // Adding nothing turns a negative zero, which JSON does not have, into zero.
  const tidy = Number(value.toPrecision(15)) + 0;
  return Number.isFinite(tidy) ? tidy : call.fail('bad_value', 'The result is not a number.');
}
