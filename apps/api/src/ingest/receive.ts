import type {
  BatchOutcome,
  IntakeFile,
  IntakeOutcome,
  RawRequest,
  Reply,
  Secrets,
} from '@hookline/intake';
import {
  acceptEvents,
  acceptWithFiles,
  findFirstEvent,
  findRunOfEvent,
  type Acceptance,
  type ArrivedEvent,
  type Arrival,
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

/**
 * Takes one request of a known address: it is answered when it is on disk, and not before. What is known at once is
 * thrown at once; each wait that is none costs every request as much as its judging.
 */
export function receive(open: OpenHook, request: RawRequest, receiving: Receiving): Promise<Taken> {
  const secrets = secretsOf(open);
  // 1. Judge: who sent it, what it says, what it is.
  const judged = open.intake(request, secrets);
  return judged instanceof Promise
    ? judged.then((outcome) => receiveOutcome(open, { request, outcome }, receiving))
    : receiveOutcome(open, { request, outcome: judged }, receiving);
}

/** A secret that we cannot open is our fault: the sender comes again, and nothing is taken unproved. */
export function secretsOf({ secrets }: OpenHook): Secrets {
  if (secrets === 'unreadable') throw new ApiError('try_later');
  return secrets;
}

/**
 * Takes what a request was judged to be. What was read of its body stays behind here: it can be twenty times as large
 * as the bytes that are counted, and nothing that waits for a commit may hold it.
 */
export function receiveOutcome(
  open: OpenHook,
  { request, outcome }: { request: RawRequest; outcome: IntakeOutcome },
  receiving: Receiving,
): Promise<Taken> {
  if (outcome.outcome === 'events') {
    return receiveBatch(open, toEvents(open, request, outcome), receiving);
  }
  const event = toEvent(open, request, { outcome, suspicion: suspicionOf(open, request, outcome) });
  if (outcome.outcome === 'rejected') return refuse(event, outcome.status, receiving);
  const files = storableFiles(outcome.body.files);
  const tested = outcome.outcome === 'test' && !open.hook.catches ? outcome.reply : null;
  return receiveOne(open, { event, files, tested }, receiving);
}

/** What is wrong is refused; its owner sees it, as far as the bound allows. */
async function refuse(
  event: ArrivedEvent,
  status: keyof typeof codeOf,
  { mayKeep, writer }: Receiving,
): Promise<never> {
  if (mayKeep(event.flowId)) await writer.add(event).catch(() => undefined);
  throw new ApiError(codeOf[status], wordsFor(status));
}

/** With what a handshake is answered. */
type Single = Arrival & { readonly tested: Reply | null };

async function receiveOne(open: OpenHook, single: Single, receiving: Receiving): Promise<Taken> {
  const { event, tested } = single;
  if (open.policy) await turnAway([event], receiving);
  // 2. Commit the event and its run; any doubt throws, and the sender tries again.
  //    Who waits for the run's answer sits down before, or the run could be quicker.
  const seat = seatFor(open, event, receiving);
  const committing = commit(single, receiving);
  const { state } = await (seat === null ? committing : committing.catch(leaving(seat)));
  if (state !== 'accepted') seat?.leave();
  // 3. Answer what was decided.
  if (state === 'gone') throw gone(event, receiving);
  if (tested !== null) return { reply: answerTest(open, tested), seat: null };
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
  events: readonly ArrivedEvent[],
  receiving: Receiving,
): Promise<Taken> {
  if (open.policy) await turnAway(events, receiving);
  const acceptances = await acceptEvents(receiving.pool, events);
  setImmediate(() => tell(events, acceptances, receiving));
  const [first] = events;
  if (!first || acceptances.some(({ state }) => state === 'gone')) throw gone(first, receiving);
  const isDuplicate = acceptances.every(({ state }) => state === 'duplicate');
  const id = isDuplicate ? await firstId(first, receiving) : first.id;
  return { reply: answerAccepted(open, { id, isDuplicate }), seat: null };
}

export function gone(event: ArrivedEvent | undefined, { book }: Receiving): ApiError {
  if (event) book.invalidateFlow(event.flowId);
  return new ApiError('hook_not_found');
}

function commit(arrival: Arrival, receiving: Receiving): Promise<Acceptance> {
  const { event, files } = arrival;
  return files.length === 0 ? receiving.writer.add(event) : commitFiles(arrival, receiving);
}

async function commitFiles({ event, files }: Arrival, receiving: Receiving): Promise<Acceptance> {
  const acceptances = await acceptWithFiles(receiving.pool, [{ event, files }]);
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
