import type { JsonValue } from '@hookline/contract';
import { compareKey } from './compare-key.js';

/** Numbers as numbers when both read as numbers; otherwise trimmed text without regard to case. */
export function isSame(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  locale: string,
): boolean {
  return left === right || compareKey(left, locale) === compareKey(right, locale);
}
