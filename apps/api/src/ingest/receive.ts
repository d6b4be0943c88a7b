import type {
  BatchOutcome,
  IntakeFile,
  IntakeOutcome,
  RawRequest,
  Secrets,
} from '@hookline/intake';
import {
  acceptEvents,
  acceptWithFiles,
  findFirstEvent,
  findRunOfEvent,
  type Acceptance,
  type ArrivedEvent,
  type ArrivedFile,
  type AskedReply,
  type Pool,
  type Scope,
} from '@hookline/store';
import type { ErrorCode } from '@hookline/contract';
import { ApiError } from '../http/index.js';
import type { Announcer, HookCache, Hints } from '../parts.js';
import type { OpenHook } from './hook-book.js';
import { tell } from './open-writer.js';
import { answerAccepted, answerDistrusted, answerTest, type HeldAnswer } from './own-answer.js';
import type { Suspicion } from './policy/open-policy.js';
import { turnAway, type Keeping } from './policy/turn-away.js';
import type { Pressure } from './pressure/open-pressure.js';
import type { ReplyDesk, Seat } from './respond/reply-desk.js';
import type { StateCounts } from './state-counts.js';
import { storable, toEvent, toEvents } from './to-event.js';

export type Receiving = {
  readonly pool: Pool;
  readonly hints: Hints;
  readonly announcer: Announcer;
  readonly stored: StateCounts;
  readonly onError: (error: unknown) => void;
  readonly book: HookCache;
  readonly desk: ReplyDesk;
  readonly pressure: Pick<Pressure, 'judgeFlow'>;
} & Keeping;

/** What the sender is answered; with a seat, only if its run does not answer in time. */
export type Taken = { readonly reply: HeldAnswer; readonly seat: Seat | null };

const codeOf = {
  400: 'invalid_request',
  401: 'wrong_credentials',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_body',
  429: 'too_many_requests',
} as const satisfies Record<number, ErrorCode>;

/** Takes one request of a known address: it is answered when it is on disk, and not before. */
export async function receive(
  open: OpenHook,
  request: RawRequest,
  receiving: Receiving,
): Promise<Taken> {
  const secrets = secretsOf(open);
  // 1. Judge: who sent it, what it says, what it is.
  const outcome = await open.intake(request, secrets);
  return receiveOutcome(open, { request, outcome }, receiving);
}

/** A secret that we cannot open is our fault: the sender comes again, and nothing is taken unproved. */
export function secretsOf({ secrets }: OpenHook): Secrets {
  if (secrets === 'unreadable') throw new ApiError('try_later');
  return secrets;
}

/** Takes what a request was judged to be. */
export async function receiveOutcome(
  open: OpenHook,
  { request, outcome }: { request: RawRequest; outcome: IntakeOutcome },
  receiving: Receiving,
): Promise<Taken> {
  if (outcome.outcome === 'events') {
    return { reply: await receiveBatch(open, { request, outcome }, receiving), seat: null };
  }
  const event = toEvent(open, request, { outcome, suspicion: suspicionOf(open, request, outcome) });
  // 2. What is wrong is refused; its owner sees it, as far as the bound allows.
  if (outcome.outcome === 'rejected') {
    if (receiving.mayKeep(event.flowId)) await receiving.writer.add(event).catch(() => undefined);
    throw new ApiError(codeOf[outcome.status], wordsFor(outcome.status));
  }
  if (open.policy) await turnAway([event], receiving);
  // 3. Commit the event and its run; any doubt throws, and the sender tries again.
  //    Who waits for the run's answer sits down before, or the run could be quicker.
  const seat = seatFor(open, event, receiving);
  const { state } = await commit(event, outcome, receiving).catch(leaving(seat));
  if (state !== 'accepted') seat?.leave();
  // 4. Answer what was decided.
  if (state === 'gone') throw gone(event, receiving);
  if (outcome.outcome === 'test' && !open.hook.catches) {
    return { reply: answerTest(open, outcome.reply), seat: null };
  }
  if (state === 'duplicate') return repeat(open, event, receiving);
  const reply = answerTo(open, event, { id: event.id, isDuplicate: false });
  return { reply, seat: state === 'accepted' ? seat : null };
}

function seatFor({ hook }: OpenHook, event: ArrivedEvent, receiving: Receiving): Seat | null {
  return hook.mayRespond && event.kind === 'event' ? sit(event, receiving) : null;
}

const answerTo = (
  open: OpenHook,
  { kind }: ArrivedEvent,
  known: { id: string; isDuplicate: boolean },
): HeldAnswer =>
  kind === 'quarantined' ? answerDistrusted(open, known) : answerAccepted(open, known);

/** A repeated event gets the answer that the run of the first one gave, or gives. */
async function repeat(open: OpenHook, event: ArrivedEvent, receiving: Receiving): Promise<Taken> {
  const id = await firstId(event, receiving);
  const reply = answerTo(open, event, { id, isDuplicate: true });
  if (!open.hook.mayRespond || event.kind === 'quarantined') return { reply, seat: null };
  return { reply, seat: await findSeat(event.scope, id, receiving) };
}

/** A seat for the answer of the run that an event has begun. */
export async function findSeat(
  scope: Scope,
  eventId: string,
  receiving: Receiving,
): Promise<Seat | null> {
  const runId = await findRunOfEvent(scope, receiving.pool, eventId);
  return runId === null ? null : sit({ scope, runId }, receiving);
}

export const sit = ({ scope, runId }: AskedReply, { desk }: Receiving): Seat | null =>
  desk.take({ scope, runId });

export const leaving =
  (seat: Seat | null) =>
  (error: unknown): never => {
    seat?.leave();
    throw error;
  };

/** Only what would run is distrusted: a test ping or a refused request never does. */
export function suspicionOf(
  { policy }: Pick<OpenHook, 'policy'>,
  request: RawRequest,
  outcome: Exclude<IntakeOutcome, BatchOutcome>,
): Suspicion | null {
  if (policy === null || outcome.outcome !== 'event') return null;
  return policy.suspect(request, outcome.body.payload);
}

/** Takes the events of one request together: all of them are on disk, or none and the sender tries again. */
async function receiveBatch(
  open: OpenHook,
  { request, outcome }: { request: RawRequest; outcome: BatchOutcome },
  receiving: Receiving,
): Promise<HeldAnswer> {
  const events = toEvents(open, request, outcome);
  if (open.policy) await turnAway(events, receiving);
  const acceptances = await acceptEvents(receiving.pool, events);
  setImmediate(() => tell(events, acceptances, receiving));
  const [first] = events;
  if (!first || acceptances.some(({ state }) => state === 'gone')) throw gone(first, receiving);
  const isDuplicate = acceptances.every(({ state }) => state === 'duplicate');
  const id = isDuplicate ? await firstId(first, receiving) : first.id;
  return answerAccepted(open, { id, isDuplicate });
}

export function gone(event: ArrivedEvent | undefined, { book }: Receiving): ApiError {
  if (event) book.invalidateFlow(event.flowId);
  return new ApiError('hook_not_found');
}

async function commit(
  event: ArrivedEvent,
  outcome: Exclude<IntakeOutcome, { outcome: 'rejected' | 'events' }>,
  receiving: Receiving,
): Promise<Acceptance> {
  const { files } = outcome.body;
  if (files.length === 0) return receiving.writer.add(event);
  const arrival = { event, files: storableFiles(files) };
  const acceptances = await acceptWithFiles(receiving.pool, [arrival]);
  setImmediate(() => tell([event], acceptances, receiving));
  return acceptances[0] ?? { state: 'gone' };
}

export const storableFiles = (files: readonly IntakeFile[]): readonly ArrivedFile[] =>
  files.map((file) => ({
    ...file,
    field: storable(file.field),
    fileName: storable(file.fileName),
    contentType: storable(file.contentType),
  }));

export async function firstId(event: ArrivedEvent, { pool }: Receiving): Promise<string> {
  if (event.dedupeKey === null) return event.id;
  const { flowId, dedupeKey, dedupeAlso = null } = event;
  const given = { flowId, dedupeKeys: dedupeAlso === null ? [dedupeKey] : [dedupeKey, dedupeAlso] };
  return (await findFirstEvent(event.scope, pool, given)) ?? event.id;
}

/** The sender is told no more than the status says: details help whoever guesses. */
const wordsFor = (status: keyof typeof codeOf): string | undefined => {
  if (status === 401) return 'The key or the signature of this webhook is missing or wrong.';
  if (status === 400)
    return 'The body is not what its content type says, something is given twice, or a limit is exceeded.';
  if (status === 415) return 'A body of this type or encoding is not taken here.';
  return undefined;
};
