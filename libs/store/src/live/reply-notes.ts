import type { Queryable } from '../database/pool.js';

/** A note names a run and nothing else: whoever waits for it asks the database. */
export const replyChannel = 'hookline_reply';

/**
 * Tells every api process that runs have answered their senders, or will not any more. Many at once are
 * one notification round; a note that is lost costs a waiting sender a second.
 */
export function createReplyNotes(
  db: Queryable,
  onError: (error: unknown) => void,
): (runId: string) => void {
  let waiting: string[] = [];
  let isSending = false;
  const send = async (): Promise<void> => {
    isSending = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await db
        .query(`SELECT pg_notify('${replyChannel}', note) FROM unnest($1::text[]) AS note`, [batch])
        .catch(onError);
    }
    isSending = false;
  };
  return (runId) => {
    waiting.push(runId);
    if (!isSending) void send();
  };
}
