import { sayReason, type ReasonCode } from '@hookline/contract';
import type { RawRequest, RejectedOutcome, UnreadRefusal } from '@hookline/intake';
import type { OpenHook } from '../hook-book.js';
import type { Keeping } from '../policy/turn-away.js';
import { Refused } from '../pressure/refused.js';
import { toEvent } from '../to-event.js';
import { toRawRequest, type Reached } from '../to-raw-request.js';
import type { Visit } from '../visit.js';
import type { FloodNote, FloodNotes } from './flood-notes.js';
import { Unread } from './unread.js';

export type RefusalKeeping = Pick<Keeping, 'writer' | 'mayKeep'> &
  Pick<Reached, 'publicUrl' | 'addressOf'> & { readonly floods: FloodNotes };

const nothing = Buffer.alloc(0);

/**
 * Shows the owner what was turned away unread, without its body: one by one within the bound of refused
 * requests, and a flood as one entry a minute. What was judged is kept where it was judged.
 */
export async function keepRefusal(
  visit: Visit,
  error: unknown,
  keeping: RefusalKeeping,
): Promise<void> {
  const { open } = visit;
  if (open === null) return;
  const { flowId } = open.hook;
  const flood = floodOf(error);
  if (flood !== null) {
    await keeping.floods.add(flowId, () => floodNote(visit, { open, code: flood }, keeping));
  } else if (error instanceof Unread && keeping.mayKeep(flowId)) {
    const kept = refuse(visit, { open, refusal: error.refusal }, keeping);
    if (kept === null) return;
    const event = toEvent(open, kept.request, { outcome: kept.outcome, suspicion: null });
    await keeping.writer.add(event).catch(() => undefined);
  }
}

/** Only what is the flow's own matter: that the server has too much to do is not its owner's to mend. */
function floodOf(error: unknown): ReasonCode | null {
  if (!(error instanceof Refused)) return null;
  if (error.reason === 'rate') return 'too_quick';
  return error.reason === 'backlog' ? 'too_much_waiting' : null;
}

function floodNote(
  visit: Visit,
  { open, code }: { open: OpenHook; code: ReasonCode },
  keeping: RefusalKeeping,
): FloodNote | null {
  const kept = refuse(
    visit,
    { open, refusal: { status: 429, code, values: { count: 1 } } },
    keeping,
  );
  if (kept === null) return null;
  const { request, outcome } = kept;
  return (count) => {
    const counted = { ...outcome, reason: sayReason(code, { count }) };
    return toEvent(open, request, { outcome: counted, suspicion: null });
  };
}

/** @returns `null` when the sender's secret cannot be opened: then nobody could mask it. */
function refuse(
  visit: Visit,
  { open, refusal }: { open: OpenHook; refusal: UnreadRefusal },
  { publicUrl, addressOf }: RefusalKeeping,
): { request: RawRequest; outcome: RejectedOutcome } | null {
  const { secrets, clockAheadMs } = open;
  if (secrets === 'unreadable') return null;
  const request = toRawRequest(visit.request, {
    body: nothing,
    publicUrl,
    clockAheadMs,
    addressOf,
  });
  return { request, outcome: open.refuseUnread(request, secrets, refusal) };
}
