import { readReason } from '@hookline/contract';
import type { TFunction } from 'i18next';

/** Why a request was refused, in the reader's language; words that are not of the catalogue stay as they are. */
export function reasonInWords(sentence: string, t: TFunction): string {
  const read = readReason(sentence);
  if (read === null) return sentence;
  const values = Object.entries(read.values).map(([name, value]) => [
    name,
    reasonInWords(value, t),
  ]);
  return t(`reasons.${read.code}`, Object.fromEntries(values));
}
