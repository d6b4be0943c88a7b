import type { Why } from '@hookline/contract';
import { NeedsReconnect, Rejected, Throttled, Unavailable } from './errors.js';
import type { HttpResponse } from './ports.js';

const dayMs = 86_400_000;

/** A refusal as we tell it, and the vendor's own words in it; empty when it said none. */
export type Said = { readonly message: string; readonly quote: string };

/**
 * Turns an HTTP answer that is no success into the error that tells the platform what to do.
 * @param explain the message of a refusal, and in it the vendor's own words; the status is used without.
 * @throws NeedsReconnect (401, 403), Throttled (429, and 503 with Retry-After), Unavailable (408, 5xx),
 *   Rejected (any other status outside 200 to 299).
 */
export function failForStatus(
  response: HttpResponse,
  explain?: (response: HttpResponse) => Said | null,
): void {
  const { status } = response;
  if (status >= 200 && status < 300) return;
  const said = explain?.(response) ?? {
    message: `the target answered with status ${status}`,
    quote: '',
  };
  const { message } = said;
  const retryAfterMs = readRetryAfter(response.headers['retry-after'], Date.now());
  const why = whyOfStatus(status, said.quote);
  if (status === 401 || status === 403) throw new NeedsReconnect(message, { why });
  const asksToWait = status === 429 || (status === 503 && retryAfterMs !== null);
  if (asksToWait) {
    throw new Throttled(message, { retryAfterMs, why: { ...why, code: 'status_busy' } });
  }
  if (status === 408 || status >= 500) throw new Unavailable(message, { sent: 'maybe', why });
  throw new Rejected(message, { why });
}

/** What lies behind a status that is no success; `quote` is what the other side said besides. */
export function whyOfStatus(status: number, quote: string): Why {
  return { code: codeOfStatus(status), values: { status }, ...(quote === '' ? {} : { quote }) };
}

function codeOfStatus(status: number): Why['code'] {
  if (status === 401 || status === 403) return 'status_key';
  if (status === 404 || status === 410) return 'status_not_found';
  if (status === 429) return 'status_busy';
  if (status === 408 || status >= 500) return 'status_broken';
  return status >= 300 && status < 400 ? 'status_moved' : 'status_refused';
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
