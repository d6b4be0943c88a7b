import type { Header } from '../raw-request.js';

/** Headers that carry somebody's credentials; signatures are no credentials and stay. */
const credentials = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'x-access-token',
]);

/** The headers as they may be stored: the values of credentials, and of the sender's own, are masked. */
export function redactHeaders(headers: readonly Header[], own: ReadonlySet<string>): Header[] {
  return headers.map(([name, value]): Header => {
    const lower = name.toLowerCase();
    return credentials.has(lower) || own.has(lower) ? [name, '***'] : [name, value];
  });
}
