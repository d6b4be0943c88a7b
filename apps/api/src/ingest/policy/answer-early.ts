import type { IncomingMessage } from 'node:http';
import { ApiError } from '../../http/index.js';
import { methodNotTaken } from '../refusal/unread.js';
import type { VisitAnswer } from '../visit.js';
import { helloPage } from './hello-page.js';
import { allowedHeaders } from './open-origins.js';
import type { OpenPolicy } from './open-policy.js';

/** Whatever an endpoint with a policy answers without reading a body; `null`: the request goes on. */
export function answerEarly(policy: OpenPolicy, request: IncomingMessage): VisitAnswer | null {
  if (request.method === 'OPTIONS') return answerPreflight(policy, request);
  if (request.method !== 'GET' || policy.get === null) return null;
  if (policy.get === 'refuse') throw methodNotTaken(request.method);
  return helloPage(request.headers['accept-language']);
}

/** A preflight of a page that may not send is told so; whoever asks without a page is no browser. */
function answerPreflight(policy: OpenPolicy, request: IncomingMessage): VisitAnswer | null {
  if (policy.origins === null) return null;
  if (policy.origins.allow(request) === null) throw new ApiError('wrong_origin');
  const headers = { ...policy.origins.preflight, ...allowedHeaders(request) };
  return { status: 204, headers, body: '' };
}

/** The answer as a page of an allowed origin may read it. */
export function forPage(
  policy: OpenPolicy | null | undefined,
  request: IncomingMessage,
  answer: VisitAnswer,
): VisitAnswer {
  const headers = policy?.origins?.allow(request);
  return headers ? { ...answer, headers: { ...headers, ...answer.headers } } : answer;
}
