import { isObject } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import type { ParsedBody } from '../outcome.js';
import type { RawRequest } from '../raw-request.js';
import { readQuery } from '../request/read-query.js';

/** The body's fields and, where it has none of the name, those of the query. A list or a text stays as it is. */
export function mergeQuery(
  body: ParsedBody,
  { query, method }: RawRequest,
  limits: IntakeLimits,
): ParsedBody {
  // The payload of a GET is its query.
  if (query === '' || method === 'GET' || !isObject(body.payload)) return body;
  const payload = Object.assign(emptyDraft(), readQuery(query, limits), body.payload);
  return { ...body, payload, isDerived: true };
}
