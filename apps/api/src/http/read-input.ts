import type { Endpoint, ErrorCode } from '@hookline/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiError } from './api-error.js';
import { describeIssues, type Fault } from './describe-issues.js';

type RawInput = Pick<FastifyRequest, 'params' | 'query' | 'body'>;

/** Reads the parts of a request by the endpoint's schemas; all that is wrong is told at once. */
export function readInput(
  endpoint: Endpoint,
  raw: RawInput,
  bodyError: ErrorCode,
): { params: unknown; query: unknown; body: unknown } {
  const params = endpoint.params.safeParse(raw.params);
  const query = endpoint.query.safeParse(raw.query);
  // A request without a body has `null` or `undefined`, as the parser likes it.
  const body = endpoint.body.safeParse(raw.body ?? undefined);
  const outer = [...faultsOf('params', params), ...faultsOf('query', query)];
  if (outer.length > 0) throw new ApiError('invalid_request', undefined, { details: outer });
  if (!body.success) {
    throw new ApiError(bodyError, undefined, { details: describeIssues(body.error.issues) });
  }
  return { params: params.data, query: query.data, body: body.data };
}

function faultsOf(part: string, parsed: z.ZodSafeParseResult<unknown>): Fault[] {
  return parsed.success ? [] : describeIssues(parsed.error.issues, `/${part}`);
}
