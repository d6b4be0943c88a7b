import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { freePort, outside } from './free-port.js';

it.each([
  ['below it', { from: 32_768, to: 60_999 }, { from: 10_000, to: 32_767 }],
  ['above it', { from: 1_024, to: 29_999 }, { from: 30_000, to: 65_535 }],
  [
    'anywhere where next to none is left',
    { from: 10_500, to: 65_000 },
    { from: 10_000, to: 65_535 },
  ],
])('takes a port outside of the range that the system hands out: %s', (_, range, expected) => {
  expect(outside(range)).toEqual(expected);
});

it('gives a port that can be listened on', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  expect((server.address() as AddressInfo).port).toBe(port);
  server.close();
});
