import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from './free-port.js';

it('gives a port that can be listened on, and that is not among those given to whoever asks for any', async () => {
  const [given, any] = [createServer(), createServer()];
  given.listen(await freePort(), '127.0.0.1');
  any.listen(0, '127.0.0.1');
  await Promise.all([once(given, 'listening'), once(any, 'listening')]);

  const portOf = (server: typeof given) => (server.address() as AddressInfo).port;
  expect(portOf(given)).toBeLessThan(32_000);
  expect(portOf(any)).toBeGreaterThanOrEqual(32_000);
  given.close();
  any.close();
});
