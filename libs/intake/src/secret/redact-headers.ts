import type { Header } from '../raw-request.js';
import { textMasker } from './mask-secret.js';
import type { HiddenText } from './secrets.js';

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

/**
 * The headers as they may be stored: the values of credentials, and of the sender's own, are masked. A proxy may
 * have written the address into one of them, so a secret is masked wherever it stands.
 */
export function redactHeaders(
  headers: readonly Header[],
  own: ReadonlySet<string>,
  texts: readonly HiddenText[],
): Header[] {
  const hide = textMasker(texts);
  return headers.map(([name, value]): Header => {
    const lower = name.toLowerCase();
    const isOwn = credentials.has(lower) || own.has(lower);
    return [name, isOwn ? '***' : hide(value)];
  });
}
