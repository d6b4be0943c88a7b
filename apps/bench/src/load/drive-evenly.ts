import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { NumberSet } from './number-set.js';

export type EvenPlan = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of each request by its number, from 0. */
  readonly bodyOf: (number: number) => string;
  readonly connections: number;
  readonly perSec: number;
  readonly durationSecs: number;
};

export type EvenReport = {
  readonly accepted: number;
  /** Answered with anything but a 2xx. */
  readonly refused: number;
  /** Sent, and the line broke off. */
  readonly errors: number;
  /** From when each was due, so that what had to wait for a line tells it. */
  readonly tookMs: readonly number[];
  /** Which were accepted, and which were refused; of the others nothing is known. */
  readonly known: { readonly accepted: NumberSet; readonly refused: NumberSet };
};

const lookEveryMs = 1;
const answerWithinMs = 30_000;

/**
 * Sends requests at even distances, as many senders do who know nothing of each other. One that finds no line free is
 * sent late and not left out; what is still due at the end is not sent any more.
 */
export async function driveEvenly(plan: EvenPlan): Promise<EvenReport> {
  const { origin, pathname, search } = new URL(plan.url);
  const pool = new Pool(origin, {
    connections: plan.connections,
    pipelining: 1,
    headersTimeout: answerWithinMs,
    bodyTimeout: answerWithinMs,
  });
  const counts = { accepted: 0, refused: 0, errors: 0 };
  const tookMs: number[] = [];
  const known = { accepted: new NumberSet(), refused: new NumberSet() };
  const { headers } = plan;
  const sendOne = async (number: number, dueMs: number): Promise<void> => {
    try {
      const body = plan.bodyOf(number);
      const answer = await pool.request({ method: 'POST', path: pathname + search, headers, body });
      await answer.body.dump();
      tookMs.push(performance.now() - dueMs);
      const outcome = answer.statusCode >= 200 && answer.statusCode < 300 ? 'accepted' : 'refused';
      counts[outcome] += 1;
      known[outcome].add(number);
    } catch {
      counts.errors += 1;
    }
  };

  const beganMs = performance.now();
  const wanted = Math.round(plan.perSec * plan.durationSecs);
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  const sendDue = (): void => {
    const sinceMs = performance.now() - beganMs;
    const due = Math.min(wanted, Math.floor((sinceMs / 1_000) * plan.perSec) + 1);
    while (sent < due && underWay.size < plan.connections) {
      const sending = sendOne(sent, beganMs + (sent / plan.perSec) * 1_000);
      sent += 1;
      underWay.add(sending);
      void sending.then(() => {
        underWay.delete(sending);
        sendDue();
      });
    }
  };
  const looking = setInterval(sendDue, lookEveryMs);
  sendDue();
  await wait(plan.durationSecs * 1_000);
  clearInterval(looking);
  sendDue();
  sent = wanted;
  await Promise.all(underWay);
  await pool.close();
  return { ...counts, tookMs, known };
}
