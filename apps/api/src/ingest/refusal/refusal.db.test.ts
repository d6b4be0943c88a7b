import type {
  AttentionView,
  CatcherView,
  EventSummary,
  EventView,
  FlowView,
  Ledger,
} from '@hookline/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDocument,
  aLiveFlow,
  givenTwoWorkspaces,
  type TwoWorkspaces,
} from '../../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces({ MAX_BODY_BYTES: '2000' });
});
afterAll(() => given.api.stop());

const call = <T>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);
const live = (change: Parameters<typeof aDocument>[0] = {}) =>
  aLiveFlow(given.owner, aDocument(change));
const ask = (
  { hookUrl }: { hookUrl: string },
  rest: string,
  init: Parameters<typeof given.api.ask>[1],
) => given.api.ask(`${new URL(hookUrl).pathname}${rest}`, init);
const eventsOf = async ({ id }: { id: string }): Promise<readonly EventView[]> => {
  const { body } = await call<{ items: EventSummary[] }>('GET', `/events?flowId=${id}`);
  return Promise.all(
    body.items.map(async (one) => (await call<EventView>('GET', `/events/${one.id}`)).body),
  );
};
const ledgerOf = async ({ id }: FlowView) =>
  (await call<Ledger>('GET', `/flows/${id}/ledger`)).body;
const large = { name: 'Anna', text: 'x'.repeat(2_001) };

describe('what is refused before its body is read', () => {
  it('is shown with the reason, without a body, and with what must not be stored masked', async () => {
    const key = 'a-key-of-the-sender';
    const connection = await call<{ id: string }>('POST', '/connections', {
      app: 'webhook',
      name: 'Key',
      values: { method: 'key', name: 'key', value: key },
    });
    const flow = await live({
      trigger: {
        app: 'webhook',
        event: 'received',
        connectionId: connection.body.id,
        settings: {},
      },
      masks: ['header:x-shop', 'query:sid', 'phone'],
    });
    const answer = await ask(flow, `/orders?sid=5ecret&key=${key}&phone=79031112233&page=2`, {
      json: large,
      headers: { 'x-shop': '5ecret', authorization: 'Bearer 5ecret', 'x-note': `see ${key}` },
    });

    expect(answer.status).toBe(413);
    const [event, ...others] = await eventsOf(flow);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      state: 'rejected',
      proof: 'refused',
      reason: 'the body is larger than 2000 bytes, which is the most that is taken here',
      path: '/orders',
      query: 'sid=***&key=***&phone=***&page=2',
      bodyBytes: 0,
      payload: {},
      rawText: null,
    });
    expect(JSON.stringify(event)).not.toMatch(/5ecret|a-key-of-the-sender|79031112233/);
    expect(await ledgerOf(flow)).toMatchObject({ received: 1, rejected: 1, balanced: true });
  });

  it('is shown also when a policy of the endpoint refuses its method', async () => {
    const flow = await live({ endpoint: { get: 'refuse' } });
    expect((await ask(flow, '?a=1', { method: 'GET' })).status).toBe(405);
    expect(await eventsOf(flow)).toMatchObject([
      { state: 'rejected', method: 'GET', reason: 'the method GET is not taken here' },
    ]);
  });

  it('cannot be run by hand: the run would be one of an empty lead', async () => {
    const flow = await live();
    await ask(flow, '', { json: large });
    const [event] = await eventsOf(flow);
    const refused = await call('POST', `/events/${event?.id}/run`, { flowId: flow.id });

    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'flow_state_conflict',
          message: expect.stringContaining('before its body was read'),
        },
      },
    });
    expect(await ledgerOf(flow)).toMatchObject({ received: 1, rejected: 1, open: 0 });
  });

  it('is shown up to the bound of refused requests, and refused beyond it', async () => {
    const flow = await live({ endpoint: { get: 'refuse' } });
    const asked = Array.from({ length: 80 }, () => ask(flow, '', { method: 'GET' }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([405]));
    const { rejected, balanced } = await ledgerOf(flow);
    expect(balanced).toBe(true);
    expect(rejected).toBeGreaterThanOrEqual(60);
    expect(rejected).toBeLessThan(70);
  });

  it('is one entry, not a row for each, when more comes than the endpoint may get', async () => {
    const flow = await live({ endpoint: { perMinute: 10 }, masks: ['query:sid'] });
    const statuses = [];
    for (let at = 0; at < 22; at += 1)
      statuses.push((await ask(flow, '?sid=5ecret', { json: { at } })).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
    const events = await eventsOf(flow);
    const refused = events.filter(({ state }) => state === 'rejected');
    expect(refused).toMatchObject([
      {
        reason: 'more requests came than this address takes at a time; told to come later: 1',
        query: 'sid=***',
        bodyBytes: 0,
      },
    ]);
    expect(events).toHaveLength(1 + statuses.filter((status) => status === 202).length);
    const { body } = await call<AttentionView>('GET', '/attention');
    expect(body.refusing).toMatchObject([
      {
        flowId: flow.id,
        flowName: flow.name,
        code: 'too_quick',
        count: 1,
        eventId: refused[0]?.id,
      },
    ]);
  });
});

describe('an address of no flow', () => {
  const aCatcher = async (change: object = {}): Promise<CatcherView> => {
    const { body } = await call<CatcherView>('POST', '/catchers', { name: 'Anything' });
    return (await call<CatcherView>('PATCH', `/catchers/${body.id}`, change)).body;
  };

  it('shows HEAD and OPTIONS as well, and no preflight of a page', async () => {
    const catcher = await aCatcher();
    const head = await ask(catcher, '/orders?a=1', { method: 'HEAD' });
    const options = await ask(catcher, '/orders', { method: 'OPTIONS' });
    const preflight = await ask(catcher, '', {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect([head.status, options.status, preflight.status]).toEqual([202, 202, 204]);
    expect(await eventsOf(catcher)).toMatchObject([
      { method: 'OPTIONS', path: '/orders', state: 'captured', reason: null },
      { method: 'HEAD', path: '/orders', query: 'a=1', state: 'captured', reason: null },
    ]);
  });

  it('shows what was too large for it, and a flow still makes no event of HEAD or OPTIONS', async () => {
    const catcher = await aCatcher();
    expect((await ask(catcher, '', { json: large })).status).toBe(413);
    const [caught] = await eventsOf(catcher);
    expect(caught?.state).toBe('captured');
    expect(caught?.reason).toMatch(/^the body is larger than 2000 bytes/);

    const flow = await live();
    for (const method of ['HEAD', 'OPTIONS'])
      expect((await ask(flow, '', { method })).ok).toBe(true);
    expect(await eventsOf(flow)).toEqual([]);
  });
});
