import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ApiError } from './api-error.js';

/**
 * Refuses a body that is coded in any way but plain chunks: another reader of the same bytes (a proxy)
 * could see their end elsewhere, and with it a second request.
 */
export function refuseOddFraming(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isOddlyFramed(request)) {
      done();
      return;
    }
    reply.header('connection', 'close');
    done(new ApiError('invalid_request', 'The transfer encoding is not taken here.'));
  });
}

export function isOddlyFramed({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const coding = headers['transfer-encoding'];
  return coding !== undefined && coding.trim().toLowerCase() !== 'chunked';
}
