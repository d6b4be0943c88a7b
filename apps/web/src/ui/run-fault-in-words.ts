import type { RunError, RunErrorCode, WhyCode } from '@hookline/contract';
import type { TFunction } from 'i18next';
import { sayIn } from '../words/say-in.js';
import { spokenNow, textAt } from '../words/speech.js';

/** These tell nothing by themselves: the message is all there is. */
type Wordless = 'cancelled' | 'rejected' | 'skipped';

/**
 * What the others tell where nothing more is known, as in rows of earlier versions. `whole`: the message is the
 * same in English. `partly`: the message is somebody's own words.
 */
const toldBy = {
  crashed_repeatedly: 'whole',
  internal: 'whole',
  needs_reconnect: 'partly',
  no_answer: 'partly',
  not_a_date: 'whole',
  not_a_list: 'whole',
  not_now: 'partly',
  outcome_unknown: 'whole',
  restored: 'whole',
  run_timed_out: 'partly',
  throttled: 'partly',
  too_many_items: 'partly',
  unavailable: 'partly',
} as const satisfies Record<Exclude<RunErrorCode, Wordless>, 'whole' | 'partly'>;

type Fault = Pick<RunError, 'code' | 'message' | 'why'> & { readonly pointer?: string | null };

/** `said`: what the other side itself said, or the stored message where our words do not say all of it. */
export type FaultInWords = { readonly words: string; readonly said: string | null };

/** Why a step or a run failed, in the reader's language as far as its codes go. */
export function runFaultInWords(fault: Fault, t: TFunction): FaultInWords {
  const behind = sayWhy(fault.why, t);
  if (behind === null) return sayCode(fault, t);
  // Why it waits no more, and what it waited for.
  if (fault.code !== 'run_timed_out') return behind;
  return { ...behind, words: `${t('faults.run_timed_out')} ${behind.words}` };
}

function sayWhy(why: Fault['why'], t: TFunction): FaultInWords | null {
  if (why === undefined || !isSpoken(why.code)) return null;
  const { language } = spokenNow().i18n;
  const values = Object.entries(why.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' ? sayIn(value, language) : value,
  ]);
  return { words: t(`faults.${why.code}`, Object.fromEntries(values)), said: why.quote ?? null };
}

const isSpoken = (code: string): code is WhyCode => textAt(`faults.${code}`) !== undefined;

function sayCode(fault: Fault, t: TFunction): FaultInWords {
  const { code, message, pointer } = fault;
  // The one thing that a connection can be refused for is that it is not there.
  if (code === 'rejected' && pointer === '/connectionId') {
    return { words: t('faults.connection_deleted'), said: null };
  }
  if (!tells(code)) return { words: message, said: null };
  return { words: t(`faults.${code}`), said: toldBy[code] === 'whole' ? null : message };
}

const tells = (code: string): code is keyof typeof toldBy => Object.hasOwn(toldBy, code);
