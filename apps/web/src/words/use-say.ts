import type { Words } from '@hookline/contract';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says the catalogue's words in the reader's language; English stands in where one is missing. */
export function useSay(): (words: Words | undefined) => string {
  const language = useTranslation().i18n.language;
  return useCallback((words) => (words === undefined ? '' : pick(words, language)), [language]);
}

function pick(words: Words, language: string): string {
  if (language === 'ru') return words.ru ?? words.en;
  if (language === 'uk') return words.uk ?? words.ru ?? words.en;
  return words.en;
}
