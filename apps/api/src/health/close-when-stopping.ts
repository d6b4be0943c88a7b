import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.js';

/**
 * While the process stops, each answer is the last of its connection: a proxy that keeps connections open
 * then opens its next one elsewhere, before this end goes away.
 */
export function closeWhenStopping(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (readiness.isStopping) void reply.header('connection', 'close');
    done();
  });
}
