import type { JsonValue } from '@hookline/contract';
import { readNumber } from './read-number.js';
import { writeText } from './write-text.js';

/** Numbers as numbers when both read as numbers; otherwise trimmed text without regard to case. */
export function isSame(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  locale: string,
): boolean {
  if (left === right) return true;
  const leftText = writeText(left).trim().toLowerCase();
  const rightText = writeText(right).trim().toLowerCase();
  if (leftText === rightText) return true;
  // Most texts are no numbers, and reading them as such costs more than a look at their first characters.
  if (!startsLikeNumber(leftText) || !startsLikeNumber(rightText)) return false;
  const number = readNumber(leftText, locale);
  return number !== undefined && number === readNumber(rightText, locale);
}

function startsLikeNumber(text: string): boolean {
  return /^[-+−.]?\d/.test(text) && text.length <= 64;
}
