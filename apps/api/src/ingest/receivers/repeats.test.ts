import type { ReceiverPreset } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { createIntake, type IntakeOutcome } from '@hookline/intake';
import { aSender, wireOf, withValue, type Sent } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { nowMs, toRequest } from './to-request.given.js';

function presetOf(name: string): ReceiverPreset {
  const [app = '', event = ''] = name.split('/');
  const preset = findReceiver(app, event);
  if (!preset) throw new Error('there is none');
  return preset;
}

/** The keys of each event of a request that its sender has proved. */
async function keysOf(
  preset: ReceiverPreset,
  { sent, change = (signed) => signed, atMs = nowMs }: Trial,
): Promise<readonly string[][]> {
  const { values, sign } = aSender(preset, nowMs);
  const isProving = preset.connection !== 'none';
  const request = toRequest(change(isProving ? sign(sent) : sent), atMs);
  const verification = isProving ? values : null;
  return read(await createIntake(preset, {})(request, { verification }));
}

type Trial = { sent: Sent; change?: (signed: Sent) => Sent; atMs?: number };

function read(outcome: IntakeOutcome): readonly string[][] {
  const all =
    outcome.outcome === 'events' ? outcome.elements : outcome.outcome === 'event' ? [outcome] : [];
  if (all.length === 0) throw new Error(JSON.stringify(outcome));
  return all.map(({ dedupeKey, dedupeAlso }) =>
    [dedupeKey, dedupeAlso].flatMap((key) => key ?? []),
  );
}

/** The store takes whoever has one of the keys of an earlier event for that event. */
const isRepeat = (first: readonly string[][], second: readonly string[][]): boolean =>
  (second[0] ?? []).some((key) => first[0]?.includes(key));

const header = (path: string) => (sent: Sent) =>
  withValue(sent, { from: 'header', path }, 'made-up-by-somebody');
const twice = (body: string, from: string, to: string): string => {
  if (!body.includes(from)) throw new Error(`${from} does not stand there`);
  return body.replace(from, to);
};
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

describe('a proved request that comes again with another id in a header that nobody signed', () => {
  it.each([
    ['github/event', 'X-GitHub-Delivery'],
    ['shopify/event', 'X-Shopify-Event-Id'],
    ['twilio/message', 'I-Twilio-Idempotency-Token'],
  ])('from %s is the same event', async (name, id) => {
    const preset = presetOf(name);
    const sent = wireOf(preset);

    const first = await keysOf(preset, { sent });
    expect(isRepeat(first, await keysOf(preset, { sent, change: header(id) }))).toBe(true);
  });

  it.each([
    ['bitbucket/event', 'X-Request-UUID', { pullrequest: { id: 1, updated_on: '2026-03-02' } }],
    ['gitlab/event', 'Idempotency-Key', { object_attributes: { id: 1, updated_at: '2026-03-02' } }],
    ['github/event', 'X-GitHub-Delivery', { head_commit: { timestamp: '2026-03-02' } }],
  ])('from %s is the same event, where the body names its moment', async (name, id, body) => {
    const preset = presetOf(name);
    const sent = { ...wireOf(preset), body: JSON.stringify(body) };

    const first = await keysOf(preset, { sent });
    expect(isRepeat(first, await keysOf(preset, { sent, change: header(id) }))).toBe(true);
  });

  it('from GitLab with a signing token goes by the id that is signed', async () => {
    const preset = presetOf('gitlab/event');
    const sent = withValue(wireOf(preset), { from: 'header', path: 'webhook-id' }, 'msg_1');

    const first = await keysOf(preset, { sent });
    const other = await keysOf(preset, { sent, change: header('Idempotency-Key') });
    expect(isRepeat(first, other)).toBe(true);
  });

  it('from Twilio is the same event, in whatever order its fields come', async () => {
    const preset = presetOf('twilio/message');
    const call = { CallSid: 'CA1', CallStatus: 'in-progress', Digits: '1' };
    const sent = { ...wireOf(preset), body: form(call) };
    const turned = (signed: Sent): Sent => ({
      ...signed,
      body: signed.body.split('&').reverse().join('&'),
    });

    const first = await keysOf(preset, { sent });
    expect(isRepeat(first, await keysOf(preset, { sent, change: turned }))).toBe(true);
  });

  it('is found again when its id is the same and its body was written anew', async () => {
    const preset = presetOf('github/event');
    const sent = wireOf(preset);
    const anew = { ...sent, body: JSON.stringify(JSON.parse(sent.body), null, 1) };

    expect(isRepeat(await keysOf(preset, { sent }), await keysOf(preset, { sent: anew }))).toBe(
      true,
    );
  });
});

describe('honest events are not swallowed', () => {
  it.each([
    [
      'github/event',
      'X-GitHub-Delivery',
      JSON.stringify({ action: 'call-me', client_payload: { phone: '+79000000001' } }),
    ],
    ['bitbucket/event', 'X-Request-UUID', wireOf(presetOf('bitbucket/event')).body],
    ['zendesk/ticket', 'X-Zendesk-Webhook-Invocation-Id', wireOf(presetOf('zendesk/ticket')).body],
    ['standard_webhooks/event', 'webhook-id', '{"type":"form","data":{"name":"Anna"}}'],
  ])('of %s whose equal bodies name no moment', async (name, id, body) => {
    const preset = presetOf(name);
    const wire = { ...wireOf(preset), body };
    const sent = (value: string) => withValue(wire, { from: 'header', path: id }, value);

    const first = await keysOf(preset, { sent: sent('id-1') });
    expect(isRepeat(first, await keysOf(preset, { sent: sent('id-2') }))).toBe(false);
  });

  it('of Shopify that one deed of the merchant has set off', async () => {
    const preset = presetOf('shopify/event');
    const sent = wireOf(preset);
    const paid = withValue(sent, { from: 'header', path: 'X-Shopify-Topic' }, 'orders/paid');
    const other = { ...sent, body: twice(sent.body, '"id":820000000001', '"id":820000000002') };

    const first = await keysOf(preset, { sent });
    expect(isRepeat(first, await keysOf(preset, { sent: paid }))).toBe(false);
    expect(isRepeat(first, await keysOf(preset, { sent: other }))).toBe(false);
  });

  it('of Shopify that are told under several topics, by the newer names of its headers', async () => {
    const preset = presetOf('shopify/event');
    const told = (topic: string, id: string) =>
      keysOf(preset, {
        sent: wireOf(preset),
        change: (signed) => {
          const headers = Object.entries(signed.headers ?? {}).map(([name, value]) => {
            const newer = name.toLowerCase().replace(/^x-shopify-/, 'shopify-');
            if (newer === 'shopify-topic') return [newer, topic];
            return [newer, newer.endsWith('-id') ? id : value];
          });
          return { ...signed, headers: Object.fromEntries(headers) };
        },
      });

    const first = await told('orders/create', 'one');
    expect(isRepeat(first, await told('orders/paid', 'two'))).toBe(false);
    expect(isRepeat(first, await told('orders/create', 'two'))).toBe(true);
  });

  it('of Twilio: two answers within one call, and two states of one message', async () => {
    const preset = presetOf('twilio/message');
    const of = (fields: Record<string, string>) =>
      keysOf(preset, { sent: { ...wireOf(preset), body: form(fields) } });
    const call = { CallSid: 'CA1', CallStatus: 'in-progress' };
    const message = { MessageSid: 'SM1' };

    expect(isRepeat(await of({ ...call, Digits: '1' }), await of({ ...call, Digits: '2' }))).toBe(
      false,
    );
    expect(
      isRepeat(
        await of({ ...message, MessageStatus: 'sent' }),
        await of({ ...message, MessageStatus: 'read' }),
      ),
    ).toBe(false);
  });
});

describe('an event without an id of its own', () => {
  const change = (value: object, entry: object = {}) =>
    JSON.stringify({
      object: 'page',
      entry: [{ id: '1', time: 1_772_442_940, ...entry, changes: [{ field: 'feed', value }] }],
    });
  const message = (fields: object) =>
    JSON.stringify({ object: 'page', entry: [{ id: '1', messaging: [fields] }] });
  const amo = (entity: string, fields: Record<string, string>) =>
    form(Object.fromEntries(Object.entries(fields).map(([key, value]) => [entity + key, value])));

  it.each([
    ['meta/lead', change({ verb: 'add', post_id: '1' }), change({ post_id: '2', verb: 'add' })],
    ['meta/lead', change({ verb: 'add' }), change({ verb: 'add' }, { time: 1_772_442_999 })],
    [
      'meta/lead',
      message({ timestamp: 1, postback: { payload: 'A' } }),
      message({ timestamp: 2, postback: { payload: 'A' } }),
    ],
    [
      'amocrm/change',
      amo('leads[delete][0]', { '[id]': '1', '[status_id]': '142' }),
      amo('leads[delete][0]', { '[id]': '2', '[status_id]': '142' }),
    ],
    [
      'amocrm/change',
      amo('note_lead[add][0][note]', { '[id]': '1', '[text]': 'call' }),
      amo('note_lead[add][0][note]', { '[id]': '2', '[text]': 'call' }),
    ],
    [
      'amocrm/change',
      amo('contacts[update][0]', { '[id]': '1', '[name]': 'Anna' }),
      amo('contacts[update][0]', { '[id]': '1', '[name]': 'Olga' }),
    ],
  ])('of %s is known again by what it says, and no other is', async (name, body, other) => {
    const preset = presetOf(name);
    const of = (text: string) => keysOf(preset, { sent: { ...wireOf(preset), body: text } });

    const first = await of(body);
    expect(first[0]?.length).toBeGreaterThan(0);
    expect(isRepeat(first, await of(body))).toBe(true);
    expect(isRepeat(first, await of(other))).toBe(false);
  });

  it.each(['marquiz/quiz', 'wordpress/event'])(
    'of %s is known again for ten minutes, also across the end of a window',
    async (name) => {
      const preset = presetOf(name);
      const sent = wireOf(preset);
      const end = Math.ceil(nowMs / 600_000) * 600_000;

      const first = await keysOf(preset, { sent, atMs: end - 1_000 });
      const next = await keysOf(preset, { sent, atMs: end + 1_000 });
      const much = await keysOf(preset, { sent, atMs: end + 600_000 });
      expect(isRepeat(first, next)).toBe(true);
      expect(isRepeat(first, much)).toBe(false);
    },
  );
});

describe('a subscription of CloudPayments, which has no transaction', () => {
  const preset = presetOf('cloudpayments/payment');
  const subscription = {
    Id: 'sc_a38ca02005d40db7d32b36a0097b0',
    AccountId: 'anna',
    Amount: '2.00',
    Currency: 'RUB',
    StartDate: '2026-03-02 20:22:14',
    Interval: 'Month',
    Period: '1',
    Status: 'Active',
    SuccessfulTransactionsNumber: '3',
    FailedTransactionsNumber: '0',
    NextTransactionDate: '2026-04-02 20:22:14',
  };
  const told = (fields: Record<string, string>, path = '/recurrent') =>
    keysOf(preset, { sent: { ...wireOf(preset), path, body: form(fields) } });

  it('is told once, however its fields are ordered, and wherever it is sent to', async () => {
    const first = await told(subscription);
    const turned = Object.fromEntries(Object.entries(subscription).reverse());

    expect(isRepeat(first, await told(turned))).toBe(true);
    expect(isRepeat(first, await told(subscription, ''))).toBe(true);
  });

  it.each([
    { Id: 'sc_another' },
    { Status: 'PastDue' },
    { SuccessfulTransactionsNumber: '4' },
    { FailedTransactionsNumber: '1' },
    { NextTransactionDate: '2026-05-02 20:22:14' },
    { Amount: '3.00' },
    { Period: '2' },
  ])('is another event with %j', async (change) => {
    const first = await told(subscription);
    expect(isRepeat(first, await told({ ...subscription, ...change }))).toBe(false);
  });

  it('and two receipts of one payment are two events', async () => {
    const receipt = { Id: 'r1', TransactionId: '100', DocumentNumber: '7', Type: 'Income' };
    const back = { ...receipt, Id: 'r2', DocumentNumber: '8', Type: 'IncomeReturn' };
    const first = await told(receipt, '/receipt');

    expect(isRepeat(first, await told(receipt, '/receipt'))).toBe(true);
    expect(isRepeat(first, await told(back, '/receipt'))).toBe(false);
  });
});
