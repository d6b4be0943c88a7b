import type { JsonValue } from '@hookline/contract';
import { compareKey } from './compare-key.js';

/** Whether a list has a value, compared as `isSame` compares. */
export function hasItem(
  list: readonly JsonValue[],
  value: JsonValue | undefined,
  locale: string,
): boolean {
  const wanted = compareKey(value, locale);
  return list.some((item) => compareKey(item, locale) === wanted);
}
