import { NeedsReconnect, Rejected, Throttled, Unavailable } from './errors.js';
import type { HttpResponse } from './ports.js';

const dayMs = 86_400_000;

/**
 * Turns an HTTP answer that is no success into the error that tells the platform what to do.
 * @param explain words of the vendor for a refusal, read from the answer; the status is used without.
 * @throws NeedsReconnect (401, 403), Throttled (429, and 503 with Retry-After), Unavailable (408, 5xx),
 *   Rejected (any other status outside 200 to 299).
 */
export function failForStatus(
  response: HttpResponse,
  explain?: (response: HttpResponse) => string | null,
): void {
  const { status } = response;
  if (status >= 200 && status < 300) return;
  const words = explain?.(response) ?? `the target answered with status ${status}`;
  const retryAfterMs = readRetryAfter(response.headers['retry-after'], Date.now());
  if (status === 401 || status === 403) throw new NeedsReconnect(words);
  if (status === 429) throw new Throttled(words, { retryAfterMs });
  if (status === 503 && retryAfterMs !== null) throw new Throttled(words, { retryAfterMs });
  if (status === 408 || status >= 500) throw new Unavailable(words, { sent: 'maybe' });
  throw new Rejected(words);
}

/**
 * Reads a Retry-After header (RFC 9110 10.2.3): whole seconds or an HTTP date.
 * @returns milliseconds from `nowMs`, capped at 24 hours; `null` when absent or unreadable.
 */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,12}$/.test(text)) return Math.min(Number(text) * 1_000, dayMs);
  const at = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(at - nowMs, 0), dayMs);
}
