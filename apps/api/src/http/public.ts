import { RouteConfig } from '@nestjs/platform-fastify';
import type { RoutePolicy } from './route-policy.js';

/** Opens a route that is no endpoint of the contract to everybody; the reason is for the reader. */
export function Public(reason: string) {
  const policy: RoutePolicy = { kind: 'open', reason };
  return RouteConfig({ policy });
}
