import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import type { Doorkeeper } from './caller.js';
import { isOwnOrigin } from './check-origin.js';
import { isOpen } from './route-policy.js';

/**
 * The one guard of all routes, before any body is read: a route is for callers that we know, unless
 * its policy says otherwise.
 */
export function guardRoutes(
  fastify: FastifyInstance,
  { doorkeeper, publicUrl }: { doorkeeper: Doorkeeper; publicUrl: string },
): void {
  fastify.decorateRequest('caller', null);
  fastify.addHook('onRequest', (request, _reply, done) => {
    // An address that no route has gives nothing away; it is answered 404.
    if (request.is404 || isOpen(request.routeOptions.config.policy)) {
      done();
      return;
    }
    admit(request, { doorkeeper, publicUrl }).then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error : new ApiError('internal')),
    );
  });
}

async function admit(
  request: FastifyRequest,
  { doorkeeper, publicUrl }: { doorkeeper: Doorkeeper; publicUrl: string },
): Promise<void> {
  const caller = await doorkeeper.identify(request.headers);
  if (!caller) throw new ApiError('not_signed_in');
  if (caller.actor.kind === 'user' && !isOwnOrigin(request, publicUrl)) {
    throw new ApiError('wrong_origin');
  }
  request.caller = caller;
}
