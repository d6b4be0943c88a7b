import { setTimeout as wait } from 'node:timers/promises';
import type { LeadFates } from './judge-leads.js';
import type { KnownLeads } from './drive-load.js';
import type { Sink } from './start-sink.js';

/** Without a new effect for so long, what is missing is lost. */
const quietMs = 30_000;
const lookEveryMs = 250;

/** Waits until each accepted lead has had its effect, or nothing comes any more; gives the fates of all. */
export async function awaitLeads(sink: Sink, known: KnownLeads): Promise<LeadFates> {
  let seen = -1;
  let changedMs = Date.now();
  for (;;) {
    const fates = { ...known, ...(await sink.tallied()) };
    if (fates.done.size !== seen) {
      seen = fates.done.size;
      changedMs = Date.now();
    }
    const isDone = fates.accepted.without(fates.done).size === 0;
    if (isDone || Date.now() - changedMs > quietMs) return fates;
    await wait(lookEveryMs);
  }
}
