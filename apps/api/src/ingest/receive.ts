import { type BatchOutcome, type IntakeOutcome, type RawRequest } from '@hookline/intake';
import {
  acceptEvents,
  acceptWithFiles,
  findFirstEvent,
  type Acceptance,
  type ArrivedEvent,
  type Pool,
} from '@hookline/store';
import type { ErrorCode } from '@hookline/contract';
import { ApiError } from '../http/index.js';
import type { Announcer, HookCache, Hints } from '../parts.js';
import type { OpenHook } from './hook-book.js';
import { tell } from './open-writer.js';
import { answerAccepted, answerTest, type HeldAnswer } from './own-answer.js';
import type { Suspicion } from './policy/open-policy.js';
import { turnAway, type Keeping } from './policy/turn-away.js';
import { storable, toEvent, toEvents } from './to-event.js';

export type Receiving = {
  readonly pool: Pool;
  readonly hints: Hints;
  readonly announcer: Announcer;
  readonly onError: (error: unknown) => void;
  readonly book: HookCache;
} & Keeping;

const codeOf = {
  400: 'invalid_request',
  401: 'wrong_credentials',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_body',
} as const satisfies Record<number, ErrorCode>;

/** Takes one request of a known address: it is answered when it is on disk, and not before. */
export async function receive(
  open: OpenHook,
  request: RawRequest,
  receiving: Receiving,
): Promise<HeldAnswer> {
  // A secret that we cannot open is our fault: the sender comes again, and nothing is taken unproved.
  if (open.secrets === 'unreadable') throw new ApiError('try_later');
  // 1. Judge: who sent it, what it says, what it is.
  const outcome = await open.intake(request, open.secrets);
  if (outcome.outcome === 'events') return receiveBatch(open, { request, outcome }, receiving);
  const event = toEvent(open, request, { outcome, suspicion: suspicionOf(open, request, outcome) });
  // 2. What is wrong is refused; its owner sees it, as far as the bound allows.
  if (outcome.outcome === 'rejected') {
    if (receiving.mayKeep(event.flowId)) await receiving.writer.add(event).catch(() => undefined);
    throw new ApiError(codeOf[outcome.status], wordsFor(outcome.status));
  }
  if (open.policy) await turnAway([event], receiving);
  // 3. Commit the event and its run; any doubt throws, and the sender tries again.
  const { state } = await commit(event, outcome, receiving);
  // 4. Answer what was decided.
  if (state === 'gone') throw gone(event, receiving);
  if (outcome.outcome === 'test') return answerTest(open, outcome.reply);
  if (state !== 'duplicate') return answerAccepted(open, { id: event.id, isDuplicate: false });
  return answerAccepted(open, { id: await firstId(event, receiving), isDuplicate: true });
}

/** Only what would run is distrusted: a test ping or a refused request never does. */
function suspicionOf(
  { policy }: OpenHook,
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

function gone(event: ArrivedEvent | undefined, { book }: Receiving): ApiError {
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
  const stored = files.map((file) => ({
    ...file,
    field: storable(file.field),
    fileName: storable(file.fileName),
    contentType: storable(file.contentType),
  }));
  const acceptance = await acceptWithFiles(receiving.pool, event, stored);
  setImmediate(() => tell([event], [acceptance], receiving));
  return acceptance;
}

async function firstId(event: ArrivedEvent, { pool }: Receiving): Promise<string> {
  if (event.dedupeKey === null) return event.id;
  const given = { flowId: event.flowId, dedupeKey: event.dedupeKey };
  return (await findFirstEvent(event.scope, pool, given)) ?? event.id;
}

/** The sender is told no more than the status says: details help whoever guesses. */
const wordsFor = (status: keyof typeof codeOf): string | undefined => {
  if (status === 401) return 'The key or the signature of this webhook is missing or wrong.';
  if (status === 400) return 'The body is not what its content type says, or goes beyond a limit.';
  if (status === 415) return 'A body of this type or encoding is not taken here.';
  return undefined;
};
