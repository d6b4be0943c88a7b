import type { IncomingMessage } from 'node:http';
import { ApiError } from '../http/index.js';
import type { BodyBudget } from '../http/body-budget.js';
import { Refused } from './pressure/refused.js';
import { bodyTooLarge } from './refusal/unread.js';
import type { Visit } from './visit.js';

export type BodyLimits = { readonly maxBodyBytes: number; readonly maxMultipartBytes: number };

/** Reads a body as it is, byte for byte, and no further than the limit of its declared type. */
export function readBody(
  visit: Visit,
  { limits, budget }: { limits: BodyLimits; budget: BodyBudget },
): Promise<Buffer> {
  const { request, open } = visit;
  const limit = Math.min(limitOf(request, limits), open?.policy?.maxBodyBytes ?? Infinity);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) throw bodyTooLarge(limit);
  // A declared body takes its room before it comes, a chunked one as it comes.
  if (!take(visit, budget, declared)) throw new Refused('memory');
  return collect(request, {
    judge: (totalBytes) => {
      if (totalBytes > limit) return bodyTooLarge(limit);
      const missing = totalBytes - visit.heldBytes;
      return missing <= 0 || take(visit, budget, missing) ? null : new Refused('memory');
    },
    onFault: () => giveBack(visit, budget),
  });
}

/** The body is needed no more. */
export function giveBack(visit: Visit, budget: BodyBudget): void {
  budget.give(visit.heldBytes);
  visit.heldBytes = 0;
}

function take(visit: Visit, budget: BodyBudget, bytes: number): boolean {
  if (!budget.take(bytes)) return false;
  visit.heldBytes += bytes;
  return true;
}

function limitOf(request: IncomingMessage, limits: BodyLimits): number {
  const type = request.headers['content-type'] ?? '';
  return isMultipart(type) ? limits.maxMultipartBytes : limits.maxBodyBytes;
}

const isMultipart = (type: string): boolean => /^\s*multipart\//i.test(type);

type Collecting = {
  readonly judge: (totalBytes: number) => ApiError | null;
  /** Called once, before the fault is told. */
  readonly onFault: () => void;
};

function collect(payload: IncomingMessage, { judge, onFault }: Collecting): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let totalBytes = 0;
    let isOver = false;
    const fail = (error: Error): void => {
      // A peer that leaves once its body is whole breaks nothing off.
      if (isOver) return;
      isOver = true;
      onFault();
      reject(error);
    };
    // The peer may be gone by the time its address was looked up: nothing would ever come.
    if (payload.destroyed) return fail(brokenOff());
    const stop = (error: Error): void => {
      payload.off('data', take);
      // Read on and forget, or the peer that still writes would not read our answer.
      payload.resume();
      fail(error);
    };
    const take = (chunk: Buffer): void => {
      totalBytes += chunk.length;
      const fault = judge(totalBytes);
      if (fault) stop(fault);
      else chunks.push(chunk);
    };
    payload.on('data', take);
    payload.on('end', () => {
      if (isOver) return;
      isOver = true;
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    payload.on('error', fail);
    payload.on('close', () => {
      if (!payload.readableEnded) fail(brokenOff());
    });
  });
}

const brokenOff = (): ApiError => new ApiError('invalid_request', 'The body broke off.');
