import { createHash, timingSafeEqual } from 'node:crypto';
import type { JsonValue } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import type { RawRequest } from '../raw-request.js';
import { Refusal } from '../refusal.js';
import { findHeaders } from '../request/find-header.js';
import { readPath, splitPath } from '../request/read-path.js';
import { readQuery } from '../request/read-query.js';
import type { SharedSecret } from './shared-secret.js';

/**
 * Looks for the secret where it can be seen before the body is read.
 * @returns `proved`, `look_in_body` (not here, but it may stand there), or a refusal.
 */
export function proveByEnvelope(
  request: RawRequest,
  secret: SharedSecret,
  limits: IntakeLimits,
): 'proved' | 'look_in_body' | Refusal {
  if (secret.locations.includes('header')) {
    const sent = findHeaders(request.headers, secret.name);
    if (sent.length > 1) return new Refusal(400, `the header "${secret.name}" came more than once`);
    if (sent[0] !== undefined) return matches(sent[0], secret) ? 'proved' : wrongKey(secret);
  }
  if (secret.locations.includes('query')) {
    const sent = ownText(readQuery(request.query, limits), secret.name);
    if (sent !== null) return matches(sent, secret) ? 'proved' : wrongKey(secret);
  }
  return secret.locations.includes('body') ? 'look_in_body' : missingKey(secret);
}

/** Looks for the secret in the parsed body: a field of its name, or a path to one. */
export function proveByBody(payload: JsonValue, secret: SharedSecret): 'proved' | Refusal {
  const sent = ownText(payload, secret.name);
  if (sent === null) return missingKey(secret);
  return matches(sent, secret) ? 'proved' : wrongKey(secret);
}

export function missingKey(secret: SharedSecret): Refusal {
  return new Refusal(401, `the request has no key "${secret.name}"`);
}

function wrongKey(secret: SharedSecret): Refusal {
  return new Refusal(401, `the key "${secret.name}" of the request is wrong`);
}

function ownText(payload: JsonValue, name: string): string | null {
  const found = readPath(payload, [name]) ?? readPath(payload, splitPath(name));
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

/** Digests have one length, so the comparison takes the same time whatever was sent. */
function matches(sent: string, secret: SharedSecret): boolean {
  return timingSafeEqual(digest(sent), digest(secret.value));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
