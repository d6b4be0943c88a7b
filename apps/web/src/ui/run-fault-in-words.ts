import type { RunError } from '@hookline/contract';
import type { TFunction } from 'i18next';

/** Told whole by their code; what the worker said besides is the same in English. */
const whole = [
  'outcome_unknown',
  'crashed_repeatedly',
  'connection_deleted',
  'internal',
  'restored',
] as const;
/** Told by their code as far as it goes; the rest are somebody's own words. */
const partly = ['needs_reconnect', 'throttled', 'unavailable', 'not_now', 'run_timed_out'] as const;

type Fault = Pick<RunError, 'code' | 'message'> & { readonly pointer?: string | null };

/** Why a step or a run failed: in the reader's language as far as its code goes, and as it was said. */
export function runFaultInWords(
  fault: Fault,
  t: TFunction,
): { readonly words: string; readonly said: string | null } {
  const code = codeOf(fault);
  const known = whole.find((one) => one === code);
  if (known !== undefined) return { words: t(`faults.${known}`), said: null };
  const begun = partly.find((one) => one === code);
  if (begun !== undefined) return { words: t(`faults.${begun}`), said: fault.message };
  return { words: fault.message, said: null };
}

/** The one thing that a connection can be refused for is that it is not there. */
function codeOf({ code, pointer }: Fault): string {
  return code === 'rejected' && pointer === '/connectionId' ? 'connection_deleted' : code;
}
