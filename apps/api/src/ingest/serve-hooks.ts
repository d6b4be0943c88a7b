import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { RawRequest } from '@hookline/intake';
import { failpoint, type Tracer } from '@hookline/platform';
import { GroupCommitFull } from '@hookline/store';
import { ApiError } from '../http/index.js';
import { toAnswer, type ErrorFilter } from '../http/error-filter.js';
import { isOddlyFramed } from '../http/check-framing.js';
import { judgeError } from '../http/judge-error.js';
import type { IngestMetrics } from '../metrics/open-metrics.js';
import type { BodyBudget } from '../http/body-budget.js';
import type { HookBook, OpenHook } from './hook-book.js';
import type { Pressure } from './pressure/open-pressure.js';
import { Refused } from './pressure/refused.js';
import type { RefusalTally } from './pressure/refusal-tally.js';
import { holdBack } from './own-answer.js';
import { answerEarly, forPage } from './policy/answer-early.js';
import { giveBack, readBody, type BodyLimits } from './read-body.js';
import { awaitReply } from './respond/await-reply.js';
import type { FloodNotes } from './refusal/flood-notes.js';
import { keepRefusal } from './refusal/keep-refusal.js';
import { receive, type Receiving, type Taken } from './receive.js';
import { receiveShared } from './receive-shared.js';
import { toRawRequest } from './to-raw-request.js';
import { traceVisit } from './trace-visit.js';
import { answerVisit, beginVisit, type Visit, type VisitAnswer } from './visit.js';
import { within } from './within.js';

export type Ingress = Receiving & {
  readonly book: HookBook;
  readonly limits: BodyLimits;
  readonly budget: BodyBudget;
  readonly metrics: IngestMetrics;
  readonly errors: ErrorFilter;
  readonly pressure: Pressure;
  readonly tally: RefusalTally;
  readonly floods: FloodNotes;
  readonly answerWithinMs: number;
  /** `null`: nothing is traced. */
  readonly tracer: Tracer | null;
  /** Where the world reaches us: what senders were given, and sign. */
  readonly publicUrl: string;
  /** Whose request it is: the socket's peer, or whom a trusted proxy names. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Then each answer is the last of its connection. */
  readonly isStopping: () => boolean;
};

const prefix = '/hooks/';
/** At least 128 bits in base64url; anything else was never an address of ours. */
const tokenForm = /^[A-Za-z0-9_-]{22,128}$/;

/**
 * Takes the webhooks off a server before its framework sees them: what a framework does for every
 * request costs more than all that a webhook needs. Every other request goes on to the framework.
 */
export function serveHooks(server: Server, ingress: Ingress): void {
  const others = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith(prefix)) void serve(beginVisit(request, response), ingress);
    else for (const other of others) other.call(server, request, response);
  });
}

async function serve(visit: Visit, ingress: Ingress): Promise<void> {
  let answer: VisitAnswer;
  try {
    // Nothing is read of a stranger's body: an address that leads nowhere costs no memory.
    const open = enter(visit.request, ingress);
    visit.open = open instanceof Promise ? await open : open;
    const { policy } = visit.open;
    // Whoever only looks by takes nothing of what leads may have.
    const early = policy === null ? null : answerEarly(policy, visit.request);
    if (early === null) admit(visit.request, visit.open, ingress);
    answer = early ?? (await take(visit, visit.open, ingress));
    failpoint('api_before_answer');
  } catch (error) {
    answer = refuse(visit, error, ingress);
    await keepRefusal(visit, error, ingress);
  }
  const tookMs = performance.now() - visit.beganMs;
  if (answer.holdMs) await holdBack(answer.holdMs, ingress.isStopping);
  if (visit.open?.policy) answer = forPage(visit.open.policy, visit.request, answer);
  const isLast = ingress.isStopping() || leavesRest(visit, answer);
  answerVisit(visit, answer, isLast);
  ingress.metrics.answered(answer.status, tookMs - visit.waitedMs);
}

/** What is still to come is no request of its own, and is not waited for. */
function leavesRest({ request }: Visit, { status }: VisitAnswer): boolean {
  return status === 413 || isOddlyFramed(request);
}

/** A known address costs no waiting: its hook comes at once, and what is refused is thrown at once. */
function enter(
  request: IncomingMessage,
  { book, pressure, answerWithinMs }: Ingress,
): OpenHook | Promise<OpenHook> {
  if (request.method === 'TRACE') throw new ApiError('method_not_allowed');
  if (isOddlyFramed(request)) {
    throw new ApiError('invalid_request', 'The transfer encoding is not taken here.');
  }
  const overload = pressure.judgeServer();
  if (overload) throw overload;
  const token = tokenOf(request.url ?? '');
  const found = tokenForm.test(token) ? book.find(token) : null;
  return found instanceof Promise ? within(answerWithinMs, found).then(known) : known(found);
}

function known(open: OpenHook | null): OpenHook {
  if (!open) throw new ApiError('hook_not_found');
  return open;
}

/** Whether this endpoint may have one more; a refusal of a known address tells a page what it is. */
function admit(request: IncomingMessage, open: OpenHook, { pressure }: Ingress): void {
  const { hook, policy } = open;
  if (!isTaken(request, open)) return;
  if (policy?.mayCome() === false) throw new Refused('rate');
  const refused = pressure.judgeFlow(hook);
  if (refused) throw refused;
}

/** Link previews and browsers ask with HEAD and OPTIONS: no leads, but an address of no flow shows them. */
function isTaken({ method, headers }: IncomingMessage, { hook }: OpenHook): boolean {
  if (method !== 'HEAD' && method !== 'OPTIONS') return true;
  return hook.catches && headers['access-control-request-method'] === undefined;
}

/** The token as it stands in the address: a decoded one could be written in many ways. */
function tokenOf(url: string): string {
  const rest = url.slice(prefix.length);
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest : rest.slice(0, end);
}

async function take(visit: Visit, open: OpenHook, ingress: Ingress): Promise<VisitAnswer> {
  const { method } = visit.request;
  if (!isTaken(visit.request, open)) {
    if (method === 'OPTIONS') return { status: 204, headers: allowed(open), body: '' };
    if (!isHandshake(open)) return { status: 200, headers: {}, body: '' };
  }
  const body = await readBody(visit, ingress);
  const taken = await within(ingress.answerWithinMs, receiveBody(visit, { open, body }, ingress));
  return taken.seat === null ? taken.reply : awaitReply(visit, taken.reply, taken.seat);
}

async function receiveBody(
  visit: Visit,
  { open, body }: { open: OpenHook; body: Buffer },
  ingress: Ingress,
): Promise<Taken> {
  const { publicUrl, addressOf } = ingress;
  const { clockAheadMs } = open;
  const request = toRawRequest(visit.request, { body, publicUrl, clockAheadMs, addressOf });
  try {
    if (ingress.tracer === null) return await receiveAt(open, request, ingress);
    return await traceVisit(visit, { open, request, tracer: ingress.tracer }, (carrying) =>
      receiveAt(open, carrying, ingress),
    );
  } finally {
    giveBack(visit, ingress.budget);
  }
}

const receiveAt = (open: OpenHook, request: RawRequest, ingress: Ingress): Promise<Taken> =>
  open.shared === null
    ? receive(open, request, ingress)
    : receiveShared({ ...open, shared: open.shared }, request, ingress);

const allowed = ({ preset }: OpenHook) => ({ allow: preset.methods.join(', ') });

/** Some senders try an address with HEAD, and its owner wants to see that they did. */
const isHandshake = ({ preset }: OpenHook): boolean =>
  preset.greetings.some(({ methods }) => methods.includes('HEAD'));

/** A refusal says what it is; everything else, our own faults too, asks the sender to try again. */
function refuse(visit: Visit, error: unknown, ingress: Ingress): VisitAnswer {
  const { metrics, tally, errors } = ingress;
  if (error instanceof Refused) {
    if (error.code === 'try_later') metrics.failed();
    metrics.refused(error.reason);
    tally.note(error.reason);
    return toAnswer(error, visit.id);
  }
  const judged = judgeError(error);
  const isOurs = judged.code === 'internal';
  if (isOurs || judged.code === 'try_later') {
    metrics.failed();
    metrics.refused(error instanceof GroupCommitFull ? 'waiting' : 'trouble');
  }
  const told = isOurs ? new ApiError('try_later', undefined, { cause: error }) : judged;
  errors.note(told, { requestId: visit.id, route: `${prefix}:token` });
  const answer = toAnswer(told, visit.id);
  if (judged.code !== 'method_not_allowed' || visit.open === null) return answer;
  return { ...answer, headers: { ...answer.headers, ...allowed(visit.open) } };
}
