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
  /** How long it was kept waiting for the answer of its run. */
  waitedMs: number;
};

export type VisitAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long it is held back, so that the owner sees how a sender bears it. */
  readonly holdMs?: number;
};

export function beginVisit(request: IncomingMessage, response: ServerResponse): Visit {
  return {
    request,
    response,
    id: uuidv7(),
    beganMs: performance.now(),
    open: null,
    heldBytes: 0,
    waitedMs: 0,
  };
}

/** Never a page of ours, whatever a browser makes of it; and never kept by anybody on the way. */
const always: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
const alwaysNames = Object.keys(always);

/** Answers, unless the sender is gone. */
export function answerVisit(
  { request, response, id }: Visit,
  { status, headers, body }: VisitAnswer,
  isLast: boolean,
): void {
  if (response.headersSent || response.destroyed) return;
  const hasBody = status !== 204 && request.method !== 'HEAD';
  const framing: string[][] = [];
  if (status !== 204) framing.push(['content-length', String(Buffer.byteLength(body))]);
  if (isLast) framing.push(['connection', 'close']);
  response.writeHead(status, fieldsOf(headers, { id, framing }));
  if (hasBody) response.end(body);
  else response.end();
}

/**
 * Names and values in turn, each name once: this is written for every request, and an object joined of others would get
 * a shape of its own each time. What an answer says of itself goes before what we say of all, and our framing before both.
 */
function fieldsOf(
  headers: VisitAnswer['headers'],
  { id, framing }: { id: string; framing: readonly (readonly string[])[] },
): string[] {
  const fields: string[] = [];
  for (const name of alwaysNames)
    if (headers[name] === undefined) fields.push(name, always[name] ?? '');
  if (headers['x-request-id'] === undefined) fields.push('x-request-id', id);
  for (const name of Object.keys(headers))
    if (!framing.some(([ours]) => ours === name)) fields.push(name, headers[name] ?? '');
  for (const field of framing) fields.push(...field);
  return fields;
}
