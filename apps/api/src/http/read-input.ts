import type { Endpoint, ErrorCode } from '@hookline/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiError } from './api-error.js';
import { describeIssues, type Fault } from './describe-issues.js';
import type { BodyErrors } from './handles.js';

declare module 'fastify' {
  interface FastifyRequest {
    input: ReadInput | null;
  }
}

/** The parts of a request as its endpoint's schemas made them. */
export type ReadInput = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

type RawInput = Pick<FastifyRequest, 'params' | 'query' | 'body'>;

/** Reads the input of every endpoint before its handler, whether the handler looks at it or not. */
export function readInputs(fastify: FastifyInstance): void {
  fastify.decorateRequest('input', null);
  fastify.addHook('preHandler', (request, _reply, done) => {
    const { policy } = request.routeOptions.config;
    if (policy?.kind === 'endpoint') {
      request.input = readInput(policy.endpoint, request, request.routeOptions.config);
    }
    done();
  });
}

/** Reads the parts of a request by the endpoint's schemas; all that is wrong is told at once. */
function readInput(endpoint: Endpoint, raw: RawInput, codes: BodyErrors): ReadInput {
  const params = endpoint.params.safeParse(raw.params);
  const query = endpoint.query.safeParse(raw.query);
  const body = readBody(endpoint.body, raw.body ?? undefined);
  const outer = [...faultsOf('params', params), ...faultsOf('query', query)];
  if (outer.length > 0) throw new ApiError('invalid_request', undefined, { details: outer });
  if (!body.success) {
    const details = describeIssues(body.error.issues);
    const bodyError = codeOf(details, codes);
    // A document that somebody wrote by hand: the first fault says more than the name of the code.
    const words = bodyError === 'flow_invalid' ? tellFirst(details) : undefined;
    throw new ApiError(bodyError, words, { details });
  }
  return { params: params.data, query: query.data, body: body.data };
}

/** A key of the body that alone is wrong may have an error of its own. */
function codeOf(faults: readonly Fault[], { bodyError, keyErrors }: BodyErrors): ErrorCode {
  const [first, ...others] = [...new Set(faults.map(({ pointer }) => pointer))];
  const own = first === undefined || others.length > 0 ? undefined : keyErrors?.[first.slice(1)];
  return own ?? bodyError ?? 'invalid_request';
}

function tellFirst([first, ...others]: readonly Fault[]): string | undefined {
  if (!first) return undefined;
  const more = others.length > 0 ? ` (and ${others.length} more, see details)` : '';
  return `${first.pointer || 'the document'}: ${first.message}${more}`;
}

/** No body and an empty object mean the same: many clients send one where the other is meant. */
function readBody(schema: z.ZodType, given: unknown): z.ZodSafeParseResult<unknown> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed;
  if (given === undefined) return schema.safeParse({});
  const alike = isEmptyObject(given) ? schema.safeParse(undefined) : parsed;
  return alike.success ? alike : parsed;
}

const isEmptyObject = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && Object.keys(given).length === 0;

function faultsOf(part: string, parsed: z.ZodSafeParseResult<unknown>): Fault[] {
  return parsed.success ? [] : describeIssues(parsed.error.issues, `/${part}`);
}
