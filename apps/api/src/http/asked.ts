import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Endpoint } from '@hookline/contract';
import type { Scope } from '@hookline/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiError } from './api-error.js';
import type { Actor } from './caller.js';

/** An endpoint that was declared without a part has the empty form of it in its type; it is left out. */
type Part<S extends z.ZodType, Empty> = [Exclude<z.output<S>, Empty>] extends [never]
  ? z.output<S>
  : Exclude<z.output<S>, Empty>;

type Input<E extends Endpoint> = {
  readonly params: Part<E['params'], Record<string, never>>;
  readonly query: Part<E['query'], Record<string, never>>;
  readonly body: Part<E['body'], undefined>;
  readonly request: FastifyRequest;
  /** For headers and cookies; the answer itself is what the handler returns. */
  readonly reply: FastifyReply;
};

/**
 * What a handler is given: who asks, and the parsed input.
 * An endpoint that is open to everybody has neither scope nor actor, whoever calls it.
 */
export type Asked<E extends Endpoint> = Input<E> & { readonly scope: Scope; readonly actor: Actor };
export type AskedByAnyone<E extends Endpoint> = Input<E>;

/** What a handler must give back. */
export type Reply<E extends Endpoint> = [Exclude<z.output<E['reply']>, undefined>] extends [never]
  ? void
  : Exclude<z.output<E['reply']>, undefined>;

/** The parameter that receives `Asked<typeof endpoint>` in a method marked with `@Handles(endpoint)`. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const policy = request.routeOptions.config.policy;
  if (policy?.kind !== 'endpoint' || !request.input) {
    throw new Error('@Asked() needs @Handles(endpoint)');
  }
  const input = { ...request.input, request, reply: http.getResponse<FastifyReply>() };
  if (policy.endpoint.access === 'public') return input;
  if (!request.caller) throw new ApiError('not_signed_in');
  return { ...input, scope: request.caller.scope, actor: request.caller.actor };
});
