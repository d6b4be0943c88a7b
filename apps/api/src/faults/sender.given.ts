import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@hookline/testkit';

export type Answer = {
  readonly status: number | null;
  readonly tookMs: number;
  readonly retryAfter: string | null;
  /** Why nothing was heard. */
  readonly fault?: string;
};

/** One try of a sender; `status` is null when the line broke. */
export async function sendOnce(
  hookUrl: string,
  lead: string,
  name = `Name of ${lead}`,
): Promise<Answer> {
  const began = performance.now();
  const tell = (status: number | null, retryAfter: string | null): Answer => ({
    status,
    retryAfter,
    tookMs: performance.now() - began,
  });
  try {
    const response = await fetch(hookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: lead, Name: name }),
    });
    await response.arrayBuffer();
    return tell(response.status, response.headers.get('retry-after'));
  } catch (error) {
    return { ...tell(null, null), fault: faultOf(error) };
  }
}

/** What `fetch` says of a broken line stands in its cause. */
function faultOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

export const isTaken = ({ status }: Answer): boolean =>
  status !== null && status >= 200 && status < 300;

/**
 * Senders as they are: each sends a lead until it hears 2xx, then the next one. They stop when told to,
 * each after the lead it is at.
 */
export function startSenders(hookUrl: string, { lines = 4 } = {}) {
  const taken: string[] = [];
  const answers: Answer[] = [];
  let isStopped = false;
  let next = 0;
  const line = async (): Promise<void> => {
    while (!isStopped) {
      next += 1;
      const lead = `lead-${next}`;
      for (;;) {
        const answer = await sendOnce(hookUrl, lead);
        answers.push(answer);
        if (isTaken(answer)) break;
        await pause(20);
      }
      taken.push(lead);
    }
  };
  const ended = Promise.all(Array.from({ length: lines }, line));
  return {
    /** The leads that were answered 2xx. */
    taken,
    answers,
    /** Waits for that many leads more; if in vain, says what the senders heard instead. */
    more: async (count: number): Promise<void> => {
      const wanted = taken.length + count;
      await waitFor(() => taken.length >= wanted, { what: `${count} more leads are taken` }).catch(
        (error: unknown) => {
          throw new Error(`${count} more leads: ${heard(answers)}`, { cause: error });
        },
      );
    },
    stop: async (): Promise<readonly string[]> => {
      isStopped = true;
      await ended;
      return taken;
    },
  };
}

/** How many heard what, and how long they waited for it at most. */
function heard(answers: readonly Answer[]): string {
  const parts = [...new Set(answers.map(({ status }) => status))].map((status) => {
    const those = answers.filter((answer) => answer.status === status);
    const mostMs = Math.max(...those.map(({ tookMs }) => tookMs));
    return `${those.length} heard ${status ?? 'nothing'} within ${Math.round(mostMs)} ms`;
  });
  return parts.join(', ') || 'nobody heard anything';
}
