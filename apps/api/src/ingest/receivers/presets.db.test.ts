import type { ReceiverPreset } from '@hookline/contract';
import { findReceiver, receivers } from '@hookline/connectors';
import { aSender, wireOf, type Sent } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  givenApi,
  givenFlow,
  givenOwner,
  readEvents,
  type GivenApi,
} from '../../start/api.given.js';
import { aBatch } from './batch.given.js';
import { aGreeting } from './greeting.given.js';

const publicUrl = 'https://hooks.example.test';
const named = receivers.map((preset) => ({ name: `${preset.app}/${preset.event}`, preset }));

let api: GivenApi;
let workspaceId: string;
let bearer: { authorization: string };
beforeAll(async () => {
  api = await givenApi({ PUBLIC_URL: publicUrl });
  const owner = await givenOwner(api);
  workspaceId = owner.scope.workspaceId;
  bearer = owner.bearer;
});
afterAll(() => api.stop());

const post = (path: string, json: unknown, method = 'POST') =>
  api.ask(`/api/v1${path}`, { method, json, headers: bearer });

async function givenSource(preset: ReceiverPreset, state: 'live' | 'draft' = 'live') {
  const sender = aSender(preset, Date.now());
  const connectionId =
    preset.connection === 'none' ? null : await givenConnection(preset, sender.values);
  const { app, event } = preset;
  const flow = await givenFlow(api.pool, workspaceId, {
    trigger: { app, event, connectionId },
    state,
  });
  const send = (sent: Sent) => {
    const url = `${flow.hook}${sent.path}${sent.query === '' ? '' : `?${sent.query}`}`;
    const hasBody = !['GET', 'HEAD'].includes(sent.method);
    return api.ask(url, {
      method: sent.method,
      headers: sent.headers,
      ...(hasBody ? { body: sent.body } : {}),
    });
  };
  const sign = (sent: Sent) => sender.sign(sent, `${publicUrl}${flow.hook}${sent.path}`);
  const states = async () =>
    (await readEvents(api.pool, flow.flowId)).map(({ state: each }) => each);
  return { ...flow, connectionId, sender, send, sign, states };
}

async function givenConnection(preset: ReceiverPreset, own: object): Promise<string> {
  const values = preset.app === 'telegram' ? { ...own, token: '1:a' } : own;
  const made = await post('/connections', { app: preset.app, name: preset.app, values });
  const body = (await made.json()) as { id: string };
  expect(`${made.status} ${JSON.stringify(body)}`).toMatch(/^201 /);
  return body.id;
}

async function aSource(app: string, event: string) {
  const preset = findReceiver(app, event);
  if (!preset) throw new Error('no such receiver');
  return { preset, ...(await givenSource(preset)) };
}

describe('through the real api', () => {
  it.each(named)(
    '$name connects, takes its request once, refuses an unproved one and splits a batch',
    async ({ preset }) => {
      const { send, sign, states } = await givenSource(preset);
      for (const greeting of preset.greetings) {
        const bare = aGreeting(preset, greeting);
        expect((await send(greeting.isOpen ? bare : sign(bare))).status).toBe(200);
      }
      const greeted = preset.greetings.map(() => 'test');
      expect(await states()).toEqual(greeted);

      const sample = sign(wireOf(preset));
      const answers = [await send(sample), await send(sample)];
      expect(answers.map(({ status }) => status)).toEqual(
        answers.map(() => preset.reply?.status ?? 202),
      );
      const repeated = preset.dedupe.length > 0 ? 'duplicate' : 'accepted';
      expect(await states()).toEqual([...greeted, 'accepted', repeated]);

      const unproved = await send(wireOf(preset));
      const isRefused = preset.connection !== 'none' && preset.app !== 'salesforce';
      expect(unproved.status === 401).toBe(isRefused);

      if (!preset.split) return;
      const before = (await states()).length;
      expect((await send(sign(aBatch(preset)))).status).toBe(preset.reply?.status ?? 202);
      expect((await states()).slice(before)).toEqual(['duplicate', 'accepted']);
    },
  );

  it.each(named.filter((each) => each.preset.greetings.length > 0))(
    '$name answers the handshake of a draft, which runs nothing',
    async ({ preset }) => {
      const { send, sign, states } = await givenSource(preset, 'draft');
      for (const greeting of preset.greetings) {
        const bare = aGreeting(preset, greeting);
        expect((await send(greeting.isOpen ? bare : sign(bare))).status).toBe(200);
      }

      expect(new Set(await states())).toEqual(new Set(['test']));
    },
  );
});

describe('secrets', () => {
  it('SIG-5: a source whose secret cannot be opened asks the sender to come again, and takes nothing', async () => {
    const { preset, send, sign, states, connectionId } = await aSource('github', 'event');
    await api.pool.query('UPDATE connections SET sealed = $2 WHERE id = $1', [
      connectionId,
      Buffer.from('broken'),
    ]);

    expect((await send(sign(wireOf(preset)))).status).toBe(503);
    expect(await states()).toEqual([]);
  });

  it('SIG-5: a flow whose source needs a secret is published only with one', async () => {
    const publish = async (connectionId: string | null, app = 'github') => {
      // Connected automatically, it would get its secret by itself.
      const settings = { connectByHand: true };
      const event = app === 'github' ? 'event' : 'update';
      const trigger = { app, event, connectionId, settings };
      const made = await post('/flows', { schemaVersion: 1, name: 'x', trigger, steps: [] });
      const { id } = (await made.json()) as { id: string };
      const answer = await post(`/flows/${id}/publish`, {});
      return `${answer.status} ${await answer.text()}`;
    };
    const { connectionId } = await aSource('github', 'event');
    const bot = await post('/connections', {
      app: 'telegram',
      name: 'bot',
      values: { token: '1:a' },
    });
    const { id: botId } = (await bot.json()) as { id: string };

    expect(await publish(null)).toMatch(/^422 .*connection_missing/);
    expect(await publish(botId, 'telegram')).toMatch(/^422 .*connection_secret_missing/);
    expect(await publish(connectionId)).toMatch(/^200 /);
  });

  it('SIG-6: a changed secret overlaps with the old one, and one from before that does not', async () => {
    const { preset, send, sign, connectionId } = await aSource('github', 'event');
    const fresh = (text: string): Sent =>
      sign({
        ...wireOf(preset),
        headers: { ...wireOf(preset).headers, 'X-GitHub-Delivery': text },
      });
    const change = (secret: string) =>
      post(`/connections/${connectionId}`, { values: { secret } }, 'PATCH');

    expect((await change('another-long-secret-987654')).status).toBe(200);
    expect((await send(fresh('1'))).status).toBe(202);
    const view = await api.ask('/api/v1/connections?app=github', { headers: bearer });
    expect(await view.text()).not.toMatch(/a-long-secret-0123456789|another-long-secret/);
    expect((await change('a-third-long-secret-555555')).status).toBe(200);
    expect((await send(fresh('2'))).status).toBe(401);
  });

  it('SIG-9: a forged event with a guessed id does not swallow the real one', async () => {
    const { preset, send, sign, states } = await aSource('github', 'event');
    const real = sign(wireOf(preset));

    const forged = await send({
      ...real,
      headers: { ...real.headers, 'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}` },
    });
    const taken = await send(real);

    expect([forged.status, taken.status]).toEqual([401, 202]);
    expect(await states()).toEqual(['rejected', 'accepted']);
  });

  it('tells the owner why a request was refused, and the sender only that it was', async () => {
    const { preset, send, sign, flowId } = await aSource('stripe', 'event');
    const real = sign(wireOf(preset));
    const header = real.headers['Stripe-Signature'] ?? '';
    const withHeader = (value: string): Sent => ({
      ...real,
      headers: { ...real.headers, 'Stripe-Signature': value },
    });
    const answers = [];
    for (const sent of [
      wireOf(preset),
      withHeader(header.slice(0, -8)),
      withHeader(header.replace(/t=\d+/, 't=1000000000')),
      withHeader(header.replace(/v1=./, 'v1=_')),
      withHeader(header.replace('v1=', 'v0=')),
      withHeader(header.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
    ])
      answers.push(await (await send(sent)).text());

    const reasons = (await readEvents(api.pool, flowId)).map(({ reason }) => reason);
    expect(new Set(reasons).size).toBe(6);
    expect(
      reasons.map(
        (reason) =>
          /missing|cut short|expired|not written in hex|no v1|wrong/.exec(reason ?? '')?.[0],
      ),
    ).toEqual(['missing', 'cut short', 'expired', 'not written in hex', 'no v1', 'wrong']);
    expect(new Set(answers.map((text) => text.replace(/"requestId":"[^"]*"/, ''))).size).toBe(1);
  });
});

describe('a batch', () => {
  it('keeps what does not start the flow beside what does, all in one commit', async () => {
    const preset = findReceiver('moysklad', 'change');
    if (!preset) throw new Error('no such receiver');
    const settings = { events: ['CREATE'] };
    const flow = await givenFlow(api.pool, workspaceId, {
      trigger: { app: 'moysklad', event: 'change', settings },
    });
    const events = ['CREATE', 'UPDATE', 'CREATE'].map((action, index) => ({
      meta: { href: `o${index}` },
      action,
    }));

    const answer = await api.ask(`${flow.hook}?requestId=1`, { json: { events } });

    expect(answer.status).toBe(200);
    const stored = await readEvents(api.pool, flow.flowId);
    expect(stored.map(({ state }) => state)).toEqual(['accepted', 'discarded', 'accepted']);
    expect(stored[1]?.reason).toBe('the event "UPDATE" is not among those that start this flow');
    expect(JSON.parse(String(stored[2]?.body))).toEqual({ events: events[2] });
    expect(JSON.parse(String(stored[0]?.body))).toEqual({ events });
    const ledger = await api.ask(`/api/v1/flows/${flow.flowId}/ledger`, { headers: bearer });
    expect(await ledger.json()).toMatchObject({
      received: 3,
      open: 2,
      cancelled: 1,
      balanced: true,
    });
  });

  it('DU-1: of many equal batches at once is taken once, element by element', async () => {
    const { preset, send, sign, states } = await aSource('hubspot', 'change');
    const batch = sign(aBatch(preset));

    const answers = await Promise.all(Array.from({ length: 10 }, () => send(batch)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const all = await states();
    expect([all.length, all.filter((state) => state === 'accepted').length]).toEqual([20, 2]);
  });

  it('refuses more events than it takes, and says so to the owner', async () => {
    const preset = findReceiver('moysklad', 'change');
    if (!preset) throw new Error('no such receiver');
    const { hook, flowId } = await givenFlow(api.pool, workspaceId, {
      trigger: { app: 'moysklad', event: 'change' },
    });

    const answer = await api.ask(hook, {
      json: { events: Array.from({ length: 1_001 }, () => ({})) },
    });

    expect(answer.status).toBe(413);
    expect((await readEvents(api.pool, flowId))[0]?.reason).toMatch(/too many events/);
  });
});
