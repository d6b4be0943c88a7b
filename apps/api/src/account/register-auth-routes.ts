import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../http/index.js';
import { isOwnOrigin } from '../http/check-origin.js';
import { addressKey } from './address-key.js';
import { addressHeader, authPath, type Auth } from './open-auth.js';
import { createThrottle } from './throttle.js';

const minuteMs = 60_000;

/** The three doors of the account library that we open; every other one of it stays shut. */
export function registerAuthRoutes(
  fastify: FastifyInstance,
  { auth, publicUrl }: { auth: Auth; publicUrl: string },
): void {
  const config = {
    policy: { kind: 'open', reason: 'signing in; the account library checks origin and cookie' },
  } as const;
  const forwarded: Forward = (request, reply) => forward(auth, request, reply);
  const pass = answering(ofOurPages(forwarded, publicUrl));
  const signIn = answering(ofOurPages(slowed(forwarded), publicUrl));
  fastify.get(`${authPath}/get-session`, { config, exposeHeadRoute: false }, pass);
  fastify.post(`${authPath}/sign-out`, { config }, pass);
  fastify.post(`${authPath}/sign-in/email`, { config }, signIn);
}

/** Answers, and tells with which status. */
type Forward = (request: FastifyRequest, reply: FastifyReply) => Promise<number>;

/** A reply is a promise of its own end, so it is given back and never waited for. */
const answering = (forward: Forward) => async (request: FastifyRequest, reply: FastifyReply) => {
  await forward(request, reply);
  return reply;
};

/** Refuses what another site makes a browser send, signing in under a foreign name included. */
const ofOurPages =
  (forward: Forward, publicUrl: string): Forward =>
  async (request, reply) => {
    const isOfBrowser = ['cookie', 'origin', 'sec-fetch-site'].some(
      (name) => request.headers[name],
    );
    if (isOfBrowser && !isOwnOrigin(request, publicUrl)) throw new ApiError('wrong_origin');
    return forward(request, reply);
  };

const credentials = z.object({ email: z.string().max(320), password: z.string().max(512) });

/** Slows guessing down: per account and address, and per address whatever the account. */
function slowed(signIn: Forward): Forward {
  const perAccount = createThrottle({
    free: 5,
    firstWaitMs: 1_000,
    longestWaitMs: 15 * minuteMs,
    forgetMs: 15 * minuteMs,
  });
  const perAddress = createThrottle({
    free: 100,
    firstWaitMs: 1_000,
    longestWaitMs: 15 * minuteMs,
    forgetMs: 60 * minuteMs,
  });
  return async (request, reply) => {
    const given = credentials.safeParse(request.body);
    if (!given.success) throw new ApiError('invalid_request');
    const address = addressKey(request.ip);
    const account = `${given.data.email.toLowerCase()} ${address}`;
    const waitMs = perAccount.take(account) || perAddress.take(address);
    if (waitMs > 0) throw new ApiError('too_many_requests', waitWords(waitMs));
    const status = await signIn(request, reply);
    if (status < 300) perAccount.forget(account);
    return status;
  };
}

const waitWords = (waitMs: number): string =>
  `Too many tries; wait ${Math.ceil(waitMs / 1_000)} seconds and try again.`;

async function forward(auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<number> {
  const response = await auth.handler(asWebRequest(request));
  if (response.status >= 500) throw new ApiError('try_later');
  const text = await response.text();
  copyCookies(response.headers, reply);
  void reply
    .code(response.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(text || '{}');
  return response.status;
}

export function copyCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
}

function asWebRequest(request: FastifyRequest): Request {
  const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`);
  return new Request(url, {
    method: request.method,
    headers: webHeaders(request),
    ...(request.method === 'GET' ? {} : { body: JSON.stringify(request.body ?? {}) }),
  });
}

/** Only what the library reads; and an address that the visitor cannot choose. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip });
  const wanted = [
    'cookie',
    'origin',
    'referer',
    'host',
    'user-agent',
    'sec-fetch-site',
    'sec-fetch-mode',
    'sec-fetch-dest',
  ];
  for (const name of wanted) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (request.method !== 'GET') headers.set('content-type', 'application/json');
  return headers;
}
