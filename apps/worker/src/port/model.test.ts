import type { JsonObject } from '@hookline/contract';
import { findAction, findConnector } from '@hookline/connectors';
import type { Ports } from '@hookline/connector-kit';
import { createDoor } from '@hookline/platform';
import { fakeVendor, type FakeVendor } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpPort } from './http-port.js';

const door = createDoor({ allow: ['127.0.0.1/32'] });
let vendor: FakeVendor;

beforeAll(async () => {
  vendor = await fakeVendor();
  vendor.reply('GET /v1/models', { body: { data: [{ id: 'small' }] } });
  vendor.reply('POST /v1/chat/completions', ({ json }) => ({
    body: { choices: [{ message: { content: JSON.stringify(json) } }] },
  }));
});
beforeEach(() => vendor.behave({ mode: 'ok' }));
afterAll(async () => {
  await vendor.stop();
  await door.close();
});

function portsFor(timeoutMs = 5_000): Ports {
  const signal = AbortSignal.timeout(timeoutMs);
  const unused = () => Promise.reject(new Error('not used'));
  return {
    http: createHttpPort(door, { signal, timeoutMs, gate: null }),
    mail: { send: unused, verify: unused, catch: unused },
    tables: {
      list: unused,
      insert: unused,
      update: unused,
      find: unused,
      findOrInsert: unused,
    },
  };
}

const connection = (): JsonObject => ({ baseUrl: `${vendor.url}/v1`, key: 'k-1', model: 'small' });

async function ask(timeoutMs?: number) {
  return findAction('ai', 'ask')?.perform({
    ...portsFor(timeoutMs),
    input: { instruction: 'Sum up', text: 'Привет' },
    connection: connection(),
    idempotencyKey: 'k',
    settings: { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' },
    signal: new AbortController().signal,
  });
}

const check = (timeoutMs?: number) =>
  findConnector('ai')?.connection?.check({ ...portsFor(timeoutMs), connection: connection() });

describe('a model behind a socket', () => {
  it('is asked as its protocol wants it', async () => {
    await expect(ask()).resolves.toMatchObject({ isCut: false });
    const last = vendor.requests.at(-1);

    expect(last?.headers).toMatchObject({
      authorization: 'Bearer k-1',
      'content-type': 'application/json',
    });
    expect(last?.json).toMatchObject({ model: 'small', messages: [{}, { content: 'Привет' }] });
    await expect(check()).resolves.toMatchObject({ why: { code: 'works_model' } });
  });

  it('is waited for when it throttles', async () => {
    vendor.behave({ mode: 'throttle', retryAfterSecs: 7 });

    await expect(ask()).rejects.toMatchObject({ code: 'throttled', retryAfterMs: 7_000 });
    await expect(check()).rejects.toMatchObject({ code: 'throttled' });
  });

  it.each([
    ['lies', { mode: 'lie' }],
    ['fails', { mode: 'fail', status: 500 }],
    ['drops the line', { mode: 'drop' }],
  ] as const)('is asked again when it %s', async (_name, behaviour) => {
    vendor.behave(behaviour);

    await expect(ask()).rejects.toMatchObject({ code: 'unavailable', sent: 'maybe' });
    await expect(check()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is left when it hangs', async () => {
    vendor.behave({ mode: 'hang' });

    await expect(ask(150)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(check(150)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is told as unreachable when it is dead', async () => {
    await vendor.die();

    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(check()).rejects.toMatchObject({ why: { code: 'connect_refused' } });
    await vendor.revive();
  });
});
