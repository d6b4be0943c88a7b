import { applyDecorators, HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import type { Endpoint, ErrorCode, Method } from '@hookline/contract';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Asked, Reply } from './asked.js';
import type { RoutePolicy } from './route-policy.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyError?: ErrorCode;
    keyErrors?: Readonly<Record<string, ErrorCode>>;
  }
}

export const apiPrefix = '/api/v1';

/** What a body that does not fit is answered with, where it is not `invalid_request`. */
export type BodyErrors = {
  readonly bodyError?: ErrorCode;
  /** Where nothing but this key of it does not fit. */
  readonly keyErrors?: Readonly<Record<string, ErrorCode>>;
};

type Handler<E extends Endpoint> = (asked: Asked<E>) => Reply<E> | Promise<Reply<E>>;

const requestMethods: Record<Method, RequestMethod> = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
};

/**
 * Makes a method the handler of an endpoint of the contract: its route, status, access and input come
 * from there, and the compiler checks the method's argument and answer against it.
 * @param options.bodyError the code of a body that does not fit, when it is not `invalid_request`.
 * @param options.keyErrors the code where nothing but one key of the body does not fit.
 */
export function Handles<E extends Endpoint>(endpoint: E, options: BodyErrors = {}) {
  const policy: RoutePolicy = { kind: 'endpoint', endpoint };
  const decorate = applyDecorators(
    RequestMapping({
      method: requestMethods[endpoint.method],
      path: routePath(endpoint.path),
    }),
    HttpCode(endpoint.status),
    RouteConfig({ policy, ...options }),
  );
  return <M extends Handler<E>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => decorate(target, key, descriptor);
}

/** `/flows/{id}` of the contract as the router writes it. */
function routePath(path: string): string {
  return `${apiPrefix}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
}
