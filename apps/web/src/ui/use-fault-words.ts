import { useTranslation } from 'react-i18next';
import i18next from 'i18next';
import { ApiFault } from '../api/api-fault.js';

/** These say something of their own that no general sentence can replace. */
const speakForThemselves = new Set([
  'invalid_request',
  'flow_invalid',
  'connection_invalid',
  'row_invalid',
  'flow_state_conflict',
  'run_state_conflict',
]);

export type FaultWords = { readonly title: string; readonly more: string | null };

/** Our words for a fault; the server's own sentence follows where it knows more. */
export function wordsOfFault(fault: unknown): FaultWords {
  const t = i18next.t;
  if (!(fault instanceof ApiFault)) return { title: t('errors.unknown'), more: null };
  const key = `errors.${fault.code}`;
  const title = i18next.exists(key)
    ? i18next.getResource(i18next.language, 'translation', key)
    : null;
  const more = speakForThemselves.has(fault.code) && fault.message !== '' ? fault.message : null;
  return { title: typeof title === 'string' ? title : t('errors.unknown'), more };
}

export function useFaultWords(fault: unknown): FaultWords {
  useTranslation();
  return wordsOfFault(fault);
}
