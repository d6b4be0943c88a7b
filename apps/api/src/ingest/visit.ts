import type { IncomingMessage, ServerResponse } from 'node:http';
import { uuidv7 } from '@hookline/platform';
import type { OpenHook } from './hook-book.js';

/** A sender's request, from its headers to its answer. */
export type Visit = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  readonly beganMs: number;
  /** Where it leads, once that is known. */
  open: OpenHook | null;
  /** What it has taken of the body budget; given back when it is judged and stored, or broke off. */
  heldBytes: number;
};

export type VisitAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long it is held back, so that the owner sees how a sender bears it. */
  readonly holdMs?: number;
};

export function beginVisit(request: IncomingMessage, response: ServerResponse): Visit {
  return { request, response, id: uuidv7(), beganMs: performance.now(), open: null, heldBytes: 0 };
}

/** Never a page of ours, whatever a browser makes of it; and never kept by anybody on the way. */
const always = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Answers, unless the sender is gone. */
export function answerVisit(
  { request, response, id }: Visit,
  { status, headers, body }: VisitAnswer,
  isLast: boolean,
): void {
  if (response.headersSent || response.destroyed) return;
  const hasBody = status !== 204 && request.method !== 'HEAD';
  response.writeHead(status, {
    ...always,
    'x-request-id': id,
    ...headers,
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
    ...(isLast ? { connection: 'close' } : {}),
  });
  if (hasBody) response.end(body);
  else response.end();
}
