import { describe, expect, it } from 'vitest';
import { NeedsReconnect, Rejected, Throttled, Unavailable } from './errors.js';
import { failForStatus, readRetryAfter } from './fail-for-status.js';
import type { HttpResponse } from './ports.js';

const answer = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: new Uint8Array(),
});

function errorOf(response: HttpResponse): unknown {
  try {
    failForStatus(response, () => ({ message: 'said so', quote: 'so' }));
    return null;
  } catch (error) {
    return error;
  }
}

describe('an answer that is no success', () => {
  it.each([200, 201, 204, 299])('%i is a success', (status) => {
    expect(errorOf(answer(status))).toBeNull();
  });

  it.each([
    [401, NeedsReconnect],
    [403, NeedsReconnect],
    [429, Throttled],
    [408, Unavailable],
    [500, Unavailable],
    [503, Unavailable],
    [304, Rejected],
    [400, Rejected],
    [404, Rejected],
    [409, Rejected],
    [422, Rejected],
    [100, Rejected],
  ])('%i tells the platform what to do', (status, kind) => {
    const error = errorOf(answer(status));

    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ message: 'said so' });
  });

  it.each([
    [302, 'status_moved'],
    [401, 'status_key'],
    [404, 'status_not_found'],
    [410, 'status_not_found'],
    [422, 'status_refused'],
    [429, 'status_busy'],
    [500, 'status_broken'],
  ])('%i is told by the code %s, with the words of the other side', (status, code) => {
    expect(errorOf(answer(status))).toMatchObject({
      why: { code, values: { status }, quote: 'so' },
    });
  });

  it('a 503 that says how long is a request to wait', () => {
    expect(errorOf(answer(503, { 'retry-after': '7' }))).toMatchObject({
      code: 'throttled',
      retryAfterMs: 7_000,
    });
  });

  it('a server error may have happened', () => {
    expect(errorOf(answer(502))).toMatchObject({ code: 'unavailable', sent: 'maybe' });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');

  it.each([
    ['5', 5_000],
    [' 0 ', 0],
    ['999999999', 86_400_000],
    ['Sat, 21 Nov 2026 10:01:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['Sun, 21 Nov 2027 10:00:00 GMT', 86_400_000],
  ])('%j is %i ms', (header, waitMs) => expect(readRetryAfter(header, now)).toBe(waitMs));

  it.each([undefined, '', '-5', '1.5', 'soon', '9'.repeat(400), '2026'.repeat(5)])(
    '%j says nothing',
    (header) => expect(readRetryAfter(header, now)).toBeNull(),
  );
});
