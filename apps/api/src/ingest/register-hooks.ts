import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failpoint } from '@hookline/platform';
import { GroupCommitFull } from '@hookline/store';
import { ApiError } from '../http/index.js';
import type { ErrorFilter } from '../http/error-filter.js';
import { judgeError } from '../http/judge-error.js';
import type { IngestMetrics } from '../metrics/open-metrics.js';
import type { BodyBudget } from './body-budget.js';
import type { HookBook, OpenHook } from './hook-book.js';
import type { Pressure } from './pressure/open-pressure.js';
import { Refused } from './pressure/refused.js';
import type { RefusalTally } from './pressure/refusal-tally.js';
import { giveBack, isMultipart, readBody, type BodyLimits } from './read-body.js';
import { receive, type Receiving } from './receive.js';
import { toRawRequest } from './to-raw-request.js';
import { within } from './within.js';

declare module 'fastify' {
  interface FastifyRequest {
    openHook: OpenHook | null;
  }
}

export type Ingress = Receiving & {
  readonly book: HookBook;
  readonly limits: BodyLimits;
  readonly budget: BodyBudget;
  readonly metrics: IngestMetrics;
  readonly errors: ErrorFilter;
  readonly pressure: Pressure;
  readonly tally: RefusalTally;
  readonly answerWithinMs: number;
  /** Where the world reaches us: what senders were given, and sign. */
  readonly publicUrl: string;
};

/** At least 128 bits in base64url; anything else was never an address of ours. */
const tokenForm = /^[A-Za-z0-9_-]{22,128}$/;
const policy = {
  kind: 'open',
  reason: 'a webhook: the token in the address is what it asks for',
} as const;

/** The doors of the webhooks, past everything that a page or a program of the API needs. */
export function registerHooks(fastify: FastifyInstance, ingress: Ingress): void {
  fastify.register(async (hooks) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
      readBody(request, payload, ingress),
    );
    hooks.decorateRequest('openHook', null);
    hooks.decorateRequest('heldBytes', 0);
    hooks.addHook('onRequest', (request, _reply, done) => findOpenHook(request, ingress, done));
    hooks.addHook('onResponse', (_request, reply, done) => {
      ingress.metrics.answered(reply.statusCode, reply.elapsedTime);
      done();
    });
    hooks.setErrorHandler((error, request, reply) => refuse(error, { request, reply, ingress }));
    const handle = (request: FastifyRequest, reply: FastifyReply) =>
      answer(request, reply, ingress);
    for (const url of ['/hooks/:token', '/hooks/:token/*']) {
      const method = hooks.supportedMethods;
      hooks.route({
        method,
        url,
        config: { policy, isNoPage: true },
        exposeHeadRoute: false,
        handler: handle,
      });
    }
  });
}

/** Before the body is read: a stranger's address costs no memory. A known one costs no waiting either. */
function findOpenHook(
  request: FastifyRequest,
  { book, answerWithinMs, pressure }: Ingress,
  done: (error?: Error) => void,
): void {
  if (request.method === 'TRACE') {
    done(new ApiError('method_not_allowed'));
    return;
  }
  hideContentType(request);
  const enter = (open: OpenHook | null): void => {
    request.openHook = open;
    if (!open) done(new ApiError('hook_not_found'));
    else done((isLead(request) && pressure.judgeFlow(open.hook)) || undefined);
  };
  const refused = pressure.judgeServer();
  if (refused) {
    done(refused);
    return;
  }
  const token = tokenOf(request);
  const found = tokenForm.test(token) ? book.find(token) : null;
  if (!(found instanceof Promise)) enter(found);
  else within(answerWithinMs, found).then(enter, (error: unknown) => done(judgeError(error)));
}

/**
 * The framework would refuse a type that it cannot read, and nobody would see it. It gets one that it can, which only
 * tells the limits apart; what was really declared is judged with the rest of the request, and kept.
 */
function hideContentType({ raw: { headers } }: FastifyRequest): void {
  const declared = headers['content-type'];
  if (declared === undefined) return;
  headers['content-type'] = isMultipart(declared)
    ? 'multipart/form-data'
    : 'application/octet-stream';
}

/** Link previews and cross-site preflights ask with these; neither is a lead. */
const isLead = ({ method }: FastifyRequest): boolean => method !== 'HEAD' && method !== 'OPTIONS';

/** The token as it stands in the address: a decoded one could be written in many ways. */
function tokenOf(request: FastifyRequest): string {
  return /^\/hooks\/([^/?#]*)/.exec(request.url)?.[1] ?? '';
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  ingress: Ingress,
): Promise<FastifyReply> {
  const open = request.openHook;
  if (!open) throw new ApiError('hook_not_found');
  // Link previews and cross-site preflights ask so; neither is a lead.
  if (request.method === 'HEAD' && !isHandshake(open)) return reply.code(200).send();
  if (request.method === 'OPTIONS') {
    giveBack(request, ingress.budget);
    return reply.code(204).header('allow', open.preset.methods.join(', ')).send();
  }
  const received = receive(
    open,
    toRawRequest(request, { ...open, publicUrl: ingress.publicUrl }),
    ingress,
  ).finally(() => giveBack(request, ingress.budget));
  const { status, headers, body } = await within(ingress.answerWithinMs, received);
  failpoint('api_before_answer');
  return reply.code(status).headers(headers).send(body);
}

/** Some senders try an address with HEAD, and its owner wants to see that they did. */
const isHandshake = ({ preset }: OpenHook): boolean =>
  preset.greetings.some(({ methods }) => methods.includes('HEAD'));

/** A refusal says what it is; everything else, our own faults too, asks the sender to try again. */
function refuse(
  error: unknown,
  { request, reply, ingress }: { request: FastifyRequest; reply: FastifyReply; ingress: Ingress },
): void {
  if (error instanceof Refused) {
    if (error.code === 'try_later') ingress.metrics.failed();
    ingress.metrics.refused(error.reason);
    ingress.tally.note(error.reason);
    ingress.errors.write(request, reply, error);
    return;
  }
  const judged = judgeError(error);
  const isOurs = judged.code === 'internal';
  if (isOurs || judged.code === 'try_later') {
    ingress.metrics.failed();
    ingress.metrics.refused(error instanceof GroupCommitFull ? 'waiting' : 'trouble');
  }
  if (judged.code === 'method_not_allowed' && request.openHook) {
    reply.header('allow', request.openHook.preset.methods.join(', '));
  }
  const told = isOurs ? new ApiError('try_later', undefined, { cause: error }) : judged;
  ingress.errors.answer(request, reply, told);
}
