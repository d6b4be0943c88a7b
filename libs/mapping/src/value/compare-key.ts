import type { JsonValue } from '@hookline/contract';
import { readNumber } from './read-number.js';
import { writeText } from './write-text.js';

/**
 * Two values are the same when their keys are: numbers by size when they read as numbers, anything else by its
 * trimmed text without regard to case. Made once for a value that is compared with many.
 */
export function compareKey(value: JsonValue | undefined, locale: string): string {
  const text = writeText(value).trim().toLowerCase();
  // Most texts are no numbers, and reading them as such costs more than a look at their first characters.
  const number = /^[-+−.]?\d/.test(text) ? readNumber(text, locale) : undefined;
  return number === undefined ? text : `\0${number}`;
}
