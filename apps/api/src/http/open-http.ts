import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Doorkeeper } from './caller.js';
import { refuseOddFraming } from './check-framing.js';
import { guardRoutes } from './guard-routes.js';
import { readBodies } from './read-bodies.js';
import { readInputs } from './read-input.js';
import { collectPolicies, type PolicedRoute } from './route-policy.js';
import { addSecurityHeaders } from './security-headers.js';

/** Puts the headers, the guard and the book of policies on a server, before its first route. */
export function openHttp(
  adapter: FastifyAdapter,
  { doorkeeper, publicUrl }: { doorkeeper: Doorkeeper; publicUrl: string },
): readonly PolicedRoute[] {
  const fastify = adapter.getInstance();
  const routes = collectPolicies(fastify);
  addSecurityHeaders(fastify, { isHttps: publicUrl.startsWith('https:') });
  refuseOddFraming(fastify);
  guardRoutes(fastify, { doorkeeper, publicUrl });
  readBodies(fastify);
  readInputs(fastify);
  return routes;
}
