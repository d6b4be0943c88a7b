import type { Words } from '@hookline/contract';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sayIn } from './say-in.js';

/** Says the catalogue's words in the reader's language; English stands in where one is missing. */
export function useSay(): (words: Words | undefined) => string {
  const language = useTranslation().i18n.language;
  return useCallback((words) => (words === undefined ? '' : sayIn(words, language)), [language]);
}
