import { createServer } from 'node:net';
import type { SmtpServer } from '@hookline/connector-kit';
import { createDoor, createMailer } from '@hookline/platform';
import { scopeOf } from '@hookline/store/work';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPort } from './http-port.js';
import { createMailPort } from './mail-port.js';

const door = createDoor({ allow: ['127.0.0.1/32'] });
let closedPort = 0;

beforeAll(async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  closedPort = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
});

afterAll(() => door.close());

const get = (url: string) =>
  createHttpPort(door, {
    signal: AbortSignal.timeout(5_000),
    timeoutMs: 5_000,
    gate: null,
  }).request({ method: 'GET', url });

describe('a request that comes to nothing', () => {
  it('is told as refused where nobody listens', async () => {
    await expect(get(`http://127.0.0.1:${closedPort}/`)).rejects.toMatchObject({
      code: 'unavailable',
      why: { code: 'connect_refused', values: { about: 'ECONNREFUSED' } },
    });
  });

  it.each([
    ['http://10.0.0.1/', 'target_blocked'],
    ['http://u:p@example.com/', 'address_login'],
    ['ftp://example.com/', 'address_scheme'],
    ['nowhere', 'address_invalid'],
  ])('%s is told as %s', async (url, code) => {
    await expect(get(url)).rejects.toMatchObject({ code: 'rejected', why: { code } });
  });
});

describe('a mail server that cannot be tried', () => {
  const verify = (change: Partial<SmtpServer>) => {
    const server = { host: '127.0.0.1', port: closedPort, secure: false, user: '', password: '' };
    const port = createMailPort(createMailer(door), {
      scope: scopeOf('w'),
      // Nothing is caught here.
      db: { query: () => Promise.reject(new Error('no database')) },
      runId: null,
      idempotencyKey: 'k',
      timeoutMs: 5_000,
      targets: null,
    });
    return port.verify({ ...server, fromAddress: 'a@x.test', ...change });
  };

  it('is told as refused where nobody listens', async () => {
    await expect(verify({})).rejects.toMatchObject({
      code: 'unavailable',
      why: { code: 'connect_refused' },
    });
  });

  it('is no defect of ours where its address is closed to us', async () => {
    await expect(verify({ host: '10.0.0.1', port: 25 })).rejects.toMatchObject({
      code: 'rejected',
      why: { code: 'target_blocked' },
    });
  });
});
