import { detailsWithWhy } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { ApiFault, fieldFaults } from '../api/api-fault.js';
import { sayProblem } from '../words/say-problem.js';
import { spokenNow, textAt } from '../words/speech.js';
import { runFaultInWords } from './run-fault-in-words.js';

/** These say something of their own that no general sentence can replace. */
const speakForThemselves = new Set([
  'invalid_request',
  'flow_invalid',
  'connection_invalid',
  'row_invalid',
  'flow_state_conflict',
  'flow_feeds_others',
  'run_state_conflict',
]);

export type FaultWords = { readonly title: string; readonly more: string | null };

/** Our words for a fault; the server's own sentence follows where it knows more. */
export function wordsOfFault(fault: unknown): FaultWords {
  const { t } = spokenNow();
  if (!(fault instanceof ApiFault)) return { title: t('errors.unknown'), more: null };
  const key = `errors.${fault.code}`;
  const found = behind(fault);
  // It is not our server that is busy then.
  if (found !== null && fault.code === 'try_later') return { title: found, more: null };
  const title = textAt(key);
  const more = found ?? (speakForThemselves.has(fault.code) ? detailOf(fault) : null);
  return { title: title ?? t('errors.unknown'), more };
}

/** What a worker found that was asked about something outside. */
function behind({ code, message, details }: ApiFault): string | null {
  const read = detailsWithWhy.safeParse(details);
  if (!read.success) return null;
  const { words, said } = runFaultInWords({ code, message, why: read.data.why }, spokenNow().t);
  return said === null ? words : `${words} ${said}`;
}

/** Its first fault that we have words for, or the sentence that came with it. */
function detailOf(fault: ApiFault): string | null {
  const { t } = spokenNow();
  const [first] = fieldFaults(fault).filter(({ code }) => code !== '');
  const words = first ? sayProblem(first, t) : fault.message;
  return words === '' ? null : words;
}

export function useFaultWords(fault: unknown): FaultWords {
  useTranslation();
  return wordsOfFault(fault);
}
