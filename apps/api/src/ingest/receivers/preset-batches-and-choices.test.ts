import type { JsonValue } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import type { BatchOutcome } from '@hookline/intake';
import { aSender, wireOf, withValue, type Sent } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { aBatch } from './batch.given.js';
import { accepted, aRequest, judge, named, reasonOf } from './judge-preset.given.js';
import { nowMs } from './to-request.given.js';

describe.each(named.filter(({ preset }) => preset.split))('a batch of $name', ({ preset }) => {
  async function judgeBatch(sent: Sent): Promise<BatchOutcome> {
    const { values, sign } = aSender(preset, nowMs);
    const outcome = await judge(preset, sign(sent), { values });
    if (outcome.outcome !== 'events') throw new Error(reasonOf(outcome));
    return outcome;
  }

  it('becomes an event for each element, of the shape of a single one, each with its own id', async () => {
    const { elements } = await judgeBatch(aBatch(preset));

    expect(elements).toHaveLength(2);
    const keys = elements.map(({ dedupeKey }) => dedupeKey);
    expect(keys).not.toContain(null);
    expect(new Set(keys).size).toBe(2);
    for (const { payload } of elements) expect(shapeOf(payload)).toEqual(shapeOf(preset.sample));
    expect(JSON.parse(JSON.stringify(elements[0]?.payload))).toEqual(preset.sample);
  });

  it('gives an element the same id in whatever batch it comes', async () => {
    const single = await accepted(preset);
    const { elements } = await judgeBatch(aBatch(preset));

    expect(elements[0]?.dedupeKey).toBe(single.dedupeKey);
  });
});

function shapeOf(value: JsonValue): unknown {
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'object' || value === null) return 'text';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

describe('the choice of events', () => {
  const woo = findReceiver('woocommerce', 'change');
  if (!woo) throw new Error('no such receiver');
  const withTopic = (topic: string): Sent => ({
    ...aRequest(woo).sent,
    headers: { ...aRequest(woo).sent.headers, 'X-WC-Webhook-Topic': topic },
  });
  const chosen = { settings: { events: ['order.created'] }, values: aSender(woo, nowMs).values };

  it('runs what is chosen, and keeps all else with a reason of its own', async () => {
    const created = await judge(woo, withTopic('order.created'), chosen);
    const updated = await judge(woo, withTopic('order.updated'), chosen);
    const unknown = await judge(woo, withTopic('coupon.used'), chosen);

    expect(created.outcome).toBe('event');
    expect(updated).toMatchObject({
      outcome: 'skipped',
      reason: 'the event "order.updated" is not among those that start this flow',
    });
    expect(unknown).toMatchObject({
      outcome: 'skipped',
      reason: 'the event "coupon.used" is not known here and not among those that start this flow',
    });
  });

  it('runs everything when nothing is chosen, also what nobody knew before', async () => {
    const outcome = await judge(woo, withTopic('coupon.used'), { values: chosen.values });

    expect(outcome.outcome).toBe('event');
  });

  it('runs only the end of a call when nothing is chosen for telephony', async () => {
    const telphin = findReceiver('telphin', 'call');
    if (!telphin) throw new Error('no such receiver');
    const begun = withValue(wireOf(telphin), { from: 'body', path: 'EventType' }, 'dial-in');

    expect((await judge(telphin, begun)).outcome).toBe('skipped');
    expect((await judge(telphin, begun, { settings: { events: ['dial-in'] } })).outcome).toBe(
      'event',
    );
  });

  const choosing = async (
    [app, event]: readonly [string, string],
    sent: (wire: Sent) => Sent,
    events: readonly string[],
    settings = {},
  ): Promise<string> => {
    const preset = findReceiver(app, event);
    if (!preset) throw new Error('no such receiver');
    const { values, sign } = aSender(preset, nowMs);
    const given = { settings: { ...settings, events: [...events] }, values };
    const outcome = await judge(preset, sign(sent(wireOf(preset))), given);
    return outcome.outcome === 'skipped' ? outcome.reason : outcome.outcome;
  };
  const withBody = (body: object) => (wire: Sent) => ({ ...wire, body: JSON.stringify(body) });

  it('tells updates of a bot by the field that they have, so that flows can share its one address', async () => {
    const telegram = ['telegram', 'update'] as const;
    const press = withBody({ update_id: 1, callback_query: { id: '7', data: 'yes' } });
    const other = withBody({ update_id: 2, poll: { id: '8' } });

    expect(await choosing(telegram, (wire) => wire, ['message'])).toBe('event');
    expect(await choosing(telegram, press, ['callback_query'])).toBe('event');
    expect(await choosing(telegram, press, ['message'])).toBe(
      'the event "callback_query" is not among those that start this flow',
    );
    expect(await choosing(telegram, other, ['message'])).toMatch(/does not say what kind/);
    expect(await choosing(telegram, other, [])).toBe('event');
  });

  it('tells a message from a call by the id that it has', async () => {
    const twilio = ['twilio', 'message'] as const;
    const call = (wire: Sent): Sent => ({ ...wire, body: 'CallSid=CA1&CallStatus=ringing' });

    expect(await choosing(twilio, (wire) => wire, ['message'])).toBe('event');
    expect(await choosing(twilio, call, ['message'])).toMatch(/"call" is not among/);
    expect(await choosing(twilio, call, ['call'])).toBe('event');
  });

  it.each([
    ['a sender of Standard Webhooks', ['standard_webhooks', 'event'], 'lead.created'],
    ['whoever made a command of Slack', ['slack', 'command'], '/lead'],
  ] as const)('takes the names that %s gives its events', async (_, source, name) => {
    expect(await choosing(source, (wire) => wire, [name])).toBe('event');
    expect(await choosing(source, (wire) => wire, ['another'])).toContain(`"${name}"`);
  });

  it.each([
    ['order.kind', { body: '{"order":{"kind":"paid"}}' }],
    ['header:X-Kind', { headers: { 'content-type': 'application/json', 'x-kind': 'paid' } }],
    ['query:kind', { query: 'kind=paid' }],
  ])('of any sender is made where its owner says that the kind stands: %s', async (place, more) => {
    const any = ['webhook', 'received'] as const;
    const sent = (wire: Sent): Sent => ({ ...wire, ...more });
    const at = { eventPath: place };

    expect(await choosing(any, sent, ['paid', 'sent'], at)).toBe('event');
    expect(await choosing(any, sent, ['sent'], at)).toContain('"paid"');
    expect(await choosing(any, sent, [], at)).toBe('event');
    expect(await choosing(any, (wire) => wire, ['paid'], at)).toMatch(/does not say what kind/);
  });
});
