import type { RawRequest } from './raw-request.js';
import type { ParsedBody, RejectedOutcome } from './outcome.js';
import type { Refusal } from './refusal.js';
import { maskBytes, maskPayload, maskQuery, stillSpells } from './secret/mask-secret.js';
import { redactHeaders } from './secret/redact-headers.js';
import type { SharedSecret } from './secret/shared-secret.js';

const keptOfRejected = 4_096;
const star = 0x2a;

export type KeptRequest = {
  headers: RejectedOutcome['headers'];
  query: string;
  rawBody: Uint8Array;
  body: ParsedBody;
};

/**
 * What of an accepted request may be stored. The sender's secret must not be: in the raw bytes it is
 * overwritten by `*` of the same length, in the payload it becomes `***`. When it stood in the body in
 * a writing that cannot be found in the bytes, all bytes are overwritten and the payload alone stays.
 */
export function keepRequest(
  request: RawRequest,
  body: ParsedBody,
  secret: SharedSecret | null,
  wasInBody: boolean,
): KeptRequest {
  const headers = redactHeaders(request.headers, secret?.name ?? null);
  if (!secret) return { headers, query: request.query, rawBody: request.body, body };
  const query = maskQuery(request.query, secret);
  const masked = maskBytes(request.body, secret);
  const isMasked = Buffer.compare(masked, request.body) !== 0;
  if (!isMasked && !wasInBody && query === request.query) {
    return { headers, query, rawBody: request.body, body };
  }
  const payload = maskPayload(body.payload, secret);
  const isHidden = isMasked ? !stillSpells(masked, secret) : !wasInBody;
  const rawBody = isHidden ? masked : new Uint8Array(masked.length).fill(star);
  return { headers, query, rawBody, body: { ...body, payload, isDerived: true } };
}

/**
 * What of a refused request the owner may see. A sender that had to prove itself and did not leaves no
 * body behind.
 */
export function keepRejected(
  request: RawRequest,
  refusal: Refusal,
  proof: { secret: SharedSecret | null; isProved: boolean },
): RejectedOutcome {
  const { secret, isProved } = proof;
  const isForeign = refusal.status === 401 || (secret !== null && !isProved);
  const bytes = secret ? maskBytes(request.body, secret) : request.body;
  return {
    outcome: 'rejected',
    status: refusal.status,
    reason: refusal.reason,
    headers: redactHeaders(request.headers, secret?.name ?? null),
    query: secret ? maskQuery(request.query, secret) : request.query,
    keptBytes: isForeign ? new Uint8Array() : bytes.slice(0, keptOfRejected),
  };
}
