import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorCatalogue, type JsonValue } from '@hookline/contract';
import type { Logger } from '@hookline/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiError } from './api-error.js';
import { judgeError } from './judge-error.js';

/** Writes every answer that is not a success; what is ours to know goes to the log, under the request's id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), error);
  }

  answer(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    const judged = judgeError(error);
    this.note(judged, { requestId: request.id, route: request.routeOptions.url });
    if (reply.sent || reply.raw.headersSent) return;
    const { status, headers, body } = toAnswer(judged, request.id);
    void reply.code(status).headers(headers).send(body);
  }

  /** What is ours to know of a refusal. */
  note(error: ApiError, where: { requestId: string; route: string | undefined }): void {
    const { log } = errorCatalogue[error.code];
    const { code, cause = error } = error;
    this.logger[log]({ ...where, code, err: cause }, 'request refused');
  }
}

/** A refusal as it goes over the wire. */
export function toAnswer(
  error: ApiError,
  requestId: string,
): { status: number; headers: Record<string, string>; body: string } {
  const least = leastRetryAfterSecs.get(error.code);
  return {
    status: error.status,
    headers: {
      ...(least === undefined ? {} : { 'retry-after': String(spread(least)) }),
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(bodyOf(error, requestId)),
  };
}

/** What the contract calls `ErrorBody`. */
type Answer = {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details?: JsonValue;
    readonly requestId: string;
  };
};

export function bodyOf(error: ApiError, requestId: string): Answer {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
      requestId,
    },
  };
}

const leastRetryAfterSecs = new Map<string, number>([
  ['try_later', 5],
  ['worker_unavailable', 5],
  // What was too much is not gone in a moment.
  ['too_many_requests', 10],
]);

/** Spread out, so that all who were refused do not come back in the same second. */
const spread = (leastSecs: number): number => Math.round(leastSecs * (1 + 2 * Math.random()));
