import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressFrom } from './address-from.js';
import { toRawRequest } from './to-raw-request.js';

const url = '/hooks/t0ken/events/call?a=%20b&c';
const request = Object.assign(new IncomingMessage(new Socket()), {
  url,
  method: 'POST',
  rawHeaders: ['Host', 'inner:3000', 'X-Forwarded-Host', 'evil.example'],
});
const reached = {
  body: Buffer.from('x'),
  publicUrl: 'https://hooks.example.test',
  clockAheadMs: 0,
  addressOf: () => '203.0.113.7',
};

/** A request through a proxy, as its peer at `address` sends it. */
function sentBy(address: string, forwardedFor: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  return Object.assign(new IncomingMessage(socket), {
    headers: { 'x-forwarded-for': forwardedFor },
  });
}

describe('the address of a sender', () => {
  it('is the peer of the socket, whatever a header says, where no proxy is trusted', () => {
    expect(addressFrom([])(sentBy('203.0.113.9', '10.0.0.1'))).toBe('203.0.113.9');
  });

  it('is whom a trusted proxy names, and nobody else is believed', () => {
    const addressOf = addressFrom(['127.0.0.1/32']);
    expect(addressOf(sentBy('127.0.0.1', '198.51.100.7'))).toBe('198.51.100.7');
    expect(addressOf(sentBy('127.0.0.1', '10.0.0.1, 198.51.100.7'))).toBe('198.51.100.7');
    expect(addressOf(sentBy('203.0.113.9', '198.51.100.7'))).toBe('203.0.113.9');
  });
});

describe('the request as the sender saw it', () => {
  it('has the public address, whatever a proxy or a header says, with path and query as they came', () => {
    const raw = toRawRequest(request, reached);

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

    const raw = toRawRequest(request, { ...reached, clockAheadMs });

    expect(raw.receivedAtMs).toBeGreaterThanOrEqual(before + clockAheadMs);
    expect(raw.receivedAtMs).toBeLessThan(before + clockAheadMs + 60_000);
  });
});
