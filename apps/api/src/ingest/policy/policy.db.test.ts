import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointPolicy } from '@hookline/contract';
import {
  givenApi,
  givenFlow,
  givenOwner,
  readEvents,
  sendRaw,
  type GivenApi,
} from '../../start/api.given.js';

describe('the policy of an endpoint', () => {
  let api: GivenApi;
  let owner: Awaited<ReturnType<typeof givenOwner>>;
  beforeAll(async () => {
    // The test's own address is our proxy, as nginx on the same machine is.
    api = await givenApi({ TRUSTED_PROXIES: '127.0.0.1' });
    owner = await givenOwner(api);
  });
  afterAll(() => api.stop());

  const flow = (endpoint?: EndpointPolicy, settings: object = {}) =>
    givenFlow(api.pool, owner.scope.workspaceId, {
      trigger: { app: 'webhook', event: 'received', settings },
      ...(endpoint ? { endpoint } : {}),
    });
  const shop = 'https://shop.example';
  const states = async (flowId: string) =>
    (await readEvents(api.pool, flowId)).map(({ state }) => state);
  const ledger = async (flowId: string) =>
    (await api.ask(`/api/v1/flows/${flowId}/ledger`, { headers: owner.bearer })).json();

  it('answers a preflight of an allowed page, and lets the page read the answer and the refusal', async () => {
    const { hook } = await flow({ origins: [shop], maxBodyBytes: 100 });
    const preflight = await api.ask(hook, {
      method: 'OPTIONS',
      headers: {
        origin: shop,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, x-lead',
      },
    });
    const taken = await api.ask(hook, { json: { a: 1 }, headers: { origin: shop } });
    const refused = await api.ask(hook, {
      json: { a: 'x'.repeat(200) },
      headers: { origin: shop },
    });

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(shop);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type, x-lead');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect([taken.status, refused.status]).toEqual([202, 413]);
    for (const answer of [taken, refused]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
      expect(answer.headers.get('vary')).toBe('origin');
    }
  });

  it('refuses other pages, whatever they call themselves, and shows the owner that they tried', async () => {
    const { hook, flowId } = await flow({ origins: [shop] });
    const evil = ['https://evil.example', 'https://shop.example.evil.example', 'null', `${shop}/x`];

    for (const origin of evil) {
      const preflight = await api.ask(hook, { method: 'OPTIONS', headers: { origin } });
      const answer = await api.ask(hook, { json: { a: 1 }, headers: { origin } });
      expect([preflight.status, answer.status], origin).toEqual([403, 403]);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const server = await api.ask(hook, { json: { a: 1 } });

    expect(server.status).toBe(202);
    const events = await readEvents(api.pool, flowId);
    expect(events.map(({ state }) => state)).toEqual([...evil.map(() => 'rejected'), 'accepted']);
    expect(events[0]?.reason).toBe('the page https://evil.example is not among the allowed ones');
    expect(await ledger(flowId)).toMatchObject({ received: 5, rejected: 4, balanced: true });
  });

  it('names no header back that could begin another line', async () => {
    const { hook, token } = { ...(await flow({ origins: 'any' })) };
    const head = `OPTIONS ${hook} HTTP/1.1\r\nHost: x\r\nOrigin: https://any.example\r\n`;
    const names = `Access-Control-Request-Headers: ${'x'.repeat(1_500)}`;

    const answer = await sendRaw(api.port, `${head}${names}\r\nConnection: close\r\n\r\n`);

    expect(token).toBeTruthy();
    expect(answer).toContain('204');
    expect(answer).toContain('access-control-allow-origin: *');
    expect(answer).not.toContain('access-control-allow-headers');
  });

  it('makes no event of a visit when it is asked to greet, keeps it as refused when told to, and never of HEAD', async () => {
    const greeting = await flow({ get: 'hello' });
    const refusing = await flow({ get: 'refuse' });
    const taking = await flow();

    const hello = await api.ask(`${greeting.hook}?a=1`, {
      headers: { 'accept-language': 'ru-RU' },
    });
    const refused = await api.ask(refusing.hook);
    const taken = await api.ask(`${taking.hook}?a=1`);
    for (const { hook } of [greeting, refusing, taking]) await api.ask(hook, { method: 'HEAD' });

    expect(hello.status).toBe(200);
    expect(hello.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(hello.headers.get('content-security-policy')).toContain('sandbox');
    expect(await hello.text()).toContain('Этот адрес работает');
    expect([refused.status, taken.status]).toEqual([405, 202]);
    expect(await states(greeting.flowId)).toEqual([]);
    expect(await states(refusing.flowId)).toEqual(['rejected']);
    expect(await states(taking.flowId)).toEqual(['accepted']);
  });

  it('takes nothing of the rate of leads for a visit that it only greets', async () => {
    const { hook, flowId } = await flow({ get: 'hello', perMinute: 10 });
    for (let visit = 0; visit < 12; visit += 1) expect((await api.ask(hook)).status).toBe(200);

    const lead = await api.ask(hook, { method: 'POST', body: 'a=1' });

    expect(lead.status).toBe(202);
    expect(await states(flowId)).toHaveLength(1);
  });

  it('still answers the handshake of a sender that makes it by GET', async () => {
    const { hook } = await givenFlow(api.pool, owner.scope.workspaceId, {
      trigger: { app: 'dropbox', event: 'change' },
      endpoint: { get: 'refuse' },
    });
    const answer = await api.ask(`${hook}?challenge=abc`);
    expect([answer.status, await answer.text()]).toEqual([200, 'abc']);
  });

  it('has a rate of its own, which no look-up begins anew', async () => {
    const slow = await flow({ perMinute: 2 });
    const other = await flow({ perMinute: 2 });
    const send = async (hook: string) => (await api.ask(hook, { json: {} })).status;

    const first = [await send(slow.hook), await send(slow.hook), await send(slow.hook)];
    await api.pool.query(`SELECT pg_notify('hookline_live', $1)`, [
      JSON.stringify({
        workspaceId: owner.scope.workspaceId,
        message: { topic: 'flows', flowId: null },
      }),
    ]);
    const after = await send(slow.hook);

    expect(first).toEqual([202, 202, 429]);
    expect(after).toBe(429);
    expect(await send(other.hook)).toBe(202);
    expect(await states(slow.flowId)).toEqual(['accepted', 'accepted', 'rejected']);
  });

  it('takes no larger body than it says, also one that does not say its length', async () => {
    const { hook, flowId } = await flow({ maxBodyBytes: 50 });
    const fits = await api.ask(hook, { json: { a: 1 } });
    const chunked = await sendRaw(
      api.port,
      `POST ${hook} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n${'x'.repeat(64)}\r\n0\r\n\r\n`,
    );

    expect(fits.status).toBe(202);
    expect(chunked).toContain('413');
    expect(await states(flowId)).toEqual(['accepted', 'rejected']);
  });

  it('answers a robot as if it were taken, and keeps it in quarantine until a person decides', async () => {
    const { hook, flowId } = await flow({ honeypot: 'website' }, { dedupePath: 'n' });
    const robot = await api.ask(hook, { json: { n: 1, website: 'http://spam.example' } });
    const person = await api.ask(hook, { json: { n: 1, website: '' } });
    const again = await api.ask(hook, { json: { n: 1, website: 'http://spam.example' } });

    expect([robot.status, person.status, again.status]).toEqual([202, 202, 202]);
    expect(Object.keys((await robot.json()) as object)).toEqual(['id', 'status']);
    const events = await readEvents(api.pool, flowId);
    // What a robot sends first must not make the real one a duplicate.
    expect(events.map(({ state }) => state)).toEqual(['held', 'accepted', 'duplicate']);
    expect(events[0]?.reason).toContain('"website"');
    expect(await ledger(flowId)).toMatchObject({ received: 3, held: 1, open: 1, balanced: true });

    const settle = (body: object) =>
      api.ask(`/api/v1/flows/${flowId}/held`, { json: body, headers: owner.bearer });
    const all = await (await settle({ decision: 'run' })).json();
    expect(all).toMatchObject({ settled: 0 });
    const counted = await api.ask(`/api/v1/flows/${flowId}/quarantine`, { headers: owner.bearer });
    expect(await counted.json()).toEqual({ count: 1 });
    expect(await (await settle({ decision: 'run', eventIds: [events[0]?.id] })).json()).toEqual({
      settled: 1,
      notHeld: 0,
    });
    expect(await ledger(flowId)).toMatchObject({ held: 0, open: 2, balanced: true });
  });

  it('holds what comes from elsewhere when it is told to, and discards all of it together', async () => {
    const settings = { allowedAddresses: '198.51.100.0/24' };
    const { hook, flowId } = await flow({ strangers: 'quarantine', origins: [shop] }, settings);
    const from = (address: string, origin = shop) =>
      api.ask(hook, { json: {}, headers: { 'x-forwarded-for': address, origin } });

    const answers = [
      await from('198.51.100.7'),
      await from('203.0.113.9'),
      await from('198.51.100.7', 'https://evil.example'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await states(flowId)).toEqual(['accepted', 'held', 'held']);
    const discarded = await api.ask(`/api/v1/flows/${flowId}/held`, {
      json: { decision: 'discard', all: 'quarantined' },
      headers: owner.bearer,
    });
    expect(await discarded.json()).toMatchObject({ settled: 2 });
    expect(await ledger(flowId)).toMatchObject({ cancelled: 2, held: 0, balanced: true });
  });

  it('believes our proxy alone about an address: what a sender wrote before it is nobody', async () => {
    const { hook, flowId } = await flow(undefined, { allowedAddresses: '198.51.100.7' });
    const from = (forwarded: string) =>
      api.ask(hook, { json: {}, headers: { 'x-forwarded-for': forwarded } });

    // A proxy appends whom it saw: the last entry is its word, all before it are the sender's.
    const statuses = [];
    for (const forwarded of [
      '198.51.100.7, 203.0.113.9',
      '203.0.113.9, 198.51.100.7',
      '198.51.100.7, garbage',
      Array.from({ length: 900 }, () => '198.51.100.7').join(', '),
    ])
      statuses.push((await from(forwarded)).status);

    expect(statuses).toEqual([401, 202, 401, 202]);
    expect(await states(flowId)).toEqual(['rejected', 'accepted', 'rejected', 'accepted']);
  });

  it('has no say in whether a sender proves itself: a wrong key is refused, not quarantined', async () => {
    const { hook, flowId } = await givenFlow(api.pool, owner.scope.workspaceId, {
      trigger: { app: 'github', event: 'event' },
      endpoint: { strangers: 'quarantine', honeypot: 'website' },
    });
    const answer = await api.ask(hook, { json: { website: 'x' } });

    expect(answer.status).toBe(401);
    expect(await states(flowId)).toEqual(['rejected']);
  });

  it('costs a flow that asks nothing no look at it', async () => {
    const { hook } = await flow();
    const answer = await api.ask(hook, { json: {}, headers: { origin: 'https://any.example' } });

    expect(answer.status).toBe(202);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
