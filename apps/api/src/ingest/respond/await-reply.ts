import type { Visit, VisitAnswer } from '../visit.js';
import type { Seat } from './reply-desk.js';

/**
 * The answer of the sender's run, or the usual one when it does not come in time. The event is on disk
 * already, so that a sender who leaves loses nothing but the answer.
 */
export async function awaitReply(
  visit: Visit,
  usual: VisitAnswer,
  seat: Seat,
): Promise<VisitAnswer> {
  const beganMs = performance.now();
  visit.response.once('close', seat.leave);
  try {
    return (await seat.reply) ?? usual;
  } finally {
    visit.response.off('close', seat.leave);
    visit.waitedMs = performance.now() - beganMs;
  }
}
