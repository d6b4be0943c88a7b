import type { Endpoint } from '@hookline/contract';
import type { FastifyInstance } from 'fastify';
import type { Caller } from './caller.js';

/** Who may call a route. Every route has one, or the server does not start. */
export type RoutePolicy =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'open'; readonly reason: string };

export type PolicedRoute = {
  readonly method: string;
  readonly url: string;
  readonly policy: RoutePolicy;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Whether anybody may call it. */
export const isOpen = (policy: RoutePolicy | undefined): boolean =>
  policy !== undefined && (policy.kind === 'open' || policy.endpoint.access === 'public');

/** Collects the policy of every route as it is registered, and refuses a route that has none. */
export function collectPolicies(fastify: FastifyInstance): readonly PolicedRoute[] {
  const routes: PolicedRoute[] = [];
  fastify.addHook('onRoute', (route) => {
    const policy = route.config?.policy;
    for (const method of [route.method].flat()) {
      if (!policy) {
        throw new Error(
          `${method} ${route.url} says nothing about who may call it; add @Handles(endpoint) or @Public(reason)`,
        );
      }
      routes.push({ method, url: route.url, policy });
    }
  });
  return routes;
}
