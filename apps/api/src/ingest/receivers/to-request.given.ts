import type { RawRequest } from '@hookline/intake';
import { urlOf, usualHookUrl, type Sent } from '@hookline/testkit';

export const nowMs = Date.parse('2026-03-02T09:16:00Z');

/** The request as the ingress reads it off the wire. */
export function toRequest(sent: Sent, atMs = nowMs): RawRequest {
  return {
    method: sent.method,
    path: sent.path,
    query: sent.query,
    url: urlOf(sent, `${usualHookUrl}${sent.path}`),
    headers: Object.entries(sent.headers),
    body: Buffer.from(sent.body),
    address: '192.0.2.1',
    receivedAtMs: atMs,
  };
}
