import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { toRawRequest } from './to-raw-request.js';

const url = '/hooks/t0ken/events/call?a=%20b&c';
// Only what the function reads; a whole request could not be made without a server.
const request = {
  url,
  method: 'POST',
  ip: '203.0.113.7',
  body: Buffer.from('x'),
  raw: { rawHeaders: ['Host', 'inner:3000', 'X-Forwarded-Host', 'evil.example'] },
} as unknown as FastifyRequest;

describe('the request as the sender saw it', () => {
  it('has the public address, whatever a proxy or a header says, with path and query as they came', () => {
    const raw = toRawRequest(request, { publicUrl: 'https://hooks.example.test', clockAheadMs: 0 });

    expect(raw).toMatchObject({
      url: `https://hooks.example.test${url}`,
      path: '/events/call',
      query: 'a=%20b&c',
      address: '203.0.113.7',
    });
  });

  it("SIG-3: is dated by the database's clock, also where this process's own is wrong", () => {
    const clockAheadMs = 3_600_000;
    const before = Date.now();

    const raw = toRawRequest(request, { publicUrl: '', clockAheadMs });

    expect(raw.receivedAtMs).toBeGreaterThanOrEqual(before + clockAheadMs);
    expect(raw.receivedAtMs).toBeLessThan(before + clockAheadMs + 60_000);
  });
});
