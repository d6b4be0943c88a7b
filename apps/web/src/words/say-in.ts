import type { Words } from '@hookline/contract';

/** Words of the catalogue in a language; English stands in where one is missing. */
export function sayIn(words: Words, language: string): string {
  if (language === 'ru') return words.ru ?? words.en;
  if (language === 'uk') return words.uk ?? words.ru ?? words.en;
  return words.en;
}
