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
    const { log } = errorCatalogue[judged.code];
    const cause = judged.cause ?? judged;
    this.logger[log](
      { requestId: request.id, code: judged.code, route: request.routeOptions.url, err: cause },
      'request refused',
    );
    this.write(request, reply, judged);
  }

  /** Writes the answer and logs nothing: for refusals that come by the thousand. */
  write(request: FastifyRequest, reply: FastifyReply, error: ApiError): void {
    const { code, status } = error;
    if (reply.sent || reply.raw.headersSent) return;
    const least = leastRetryAfterSecs.get(code);
    if (least !== undefined) reply.header('retry-after', spread(least));
    void reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(bodyOf(error, request.id)));
  }
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
