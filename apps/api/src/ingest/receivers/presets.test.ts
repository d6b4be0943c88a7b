import type { JsonObject, JsonValue, ReceiverPreset } from '@hookline/contract';
import { findReceiver, receivers } from '@hookline/connectors';
import {
  acceptedReply,
  createIntake,
  type BatchOutcome,
  type IntakeOutcome,
  type TestOutcome,
} from '@hookline/intake';
import { aSender, numbered, wireOf, withValue, type Sent } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { aBatch } from './batch.given.js';
import { aGreeting } from './greeting.given.js';
import { nowMs, toRequest } from './to-request.given.js';

const named = receivers.map((preset) => ({ name: `${preset.app}/${preset.event}`, preset }));
const proving = named.filter(({ preset }) => preset.connection !== 'none');
const greeting = named.flatMap(({ name, preset }) =>
  preset.greetings.map((each, index) => ({ name: `${name} ${index + 1}`, preset, greeting: each })),
);

type Given = { values?: JsonObject | null; settings?: JsonObject; atMs?: number };

async function judge(
  preset: ReceiverPreset,
  sent: Sent,
  given: Given = {},
): Promise<IntakeOutcome> {
  const intake = createIntake(preset, given.settings ?? {});
  return intake(toRequest(sent, given.atMs), { verification: given.values ?? null });
}

const reasonOf = (outcome: IntakeOutcome): string =>
  outcome.outcome === 'rejected' ? `${outcome.status} ${outcome.reason}` : outcome.outcome;

/** The sender's documented request, proved where it can be. */
function aRequest(preset: ReceiverPreset): { sent: Sent; values: JsonObject | null; bare: Sent } {
  const bare = wireOf(preset);
  if (preset.connection === 'none') return { sent: bare, values: null, bare };
  const { values, sign } = aSender(preset, nowMs);
  return { sent: sign(bare), values, bare };
}

async function accepted(preset: ReceiverPreset, given: Given & { sent?: Sent } = {}) {
  const request = aRequest(preset);
  const outcome = await judge(preset, given.sent ?? request.sent, {
    values: request.values,
    ...given,
  });
  if (outcome.outcome !== 'event') throw new Error(`not accepted: ${reasonOf(outcome)}`);
  return outcome;
}

describe.each(named)('$name', ({ preset }) => {
  it('reads its documented request as its sample says', async () => {
    const { body, summary } = await accepted(preset);

    const read = JSON.parse(JSON.stringify(body.payload)) as JsonObject;
    expect(preset.app === 'mango' ? { ...read, sign: undefined } : read).toEqual(preset.sample);
    expect(summary).not.toBe('');
  });

  it('takes the same request for a duplicate, where it has an id, and one of another id for another', async () => {
    const [first, again] = [await accepted(preset), await accepted(preset)];

    expect(again.dedupeKey).toBe(first.dedupeKey);
    expect(first.dedupeKey === null).toBe(preset.dedupe.length === 0);
    if (preset.dedupe.length === 0) return;
    const { values: all, sign } = aSender(preset, nowMs);
    const other = sign(withOtherId(preset));
    const values = preset.connection === 'none' ? null : all;
    const outcome = await judge(preset, other, { values });
    if (outcome.outcome !== 'event') throw new Error(reasonOf(outcome));
    expect(outcome.dedupeKey).not.toBe(first.dedupeKey);
    expect(outcome.dedupeKey).not.toBeNull();
  });

  it('takes documented requests with ids of their own for as many events', async () => {
    const { values: all, sign } = aSender(preset, nowMs);
    const values = preset.connection === 'none' ? null : all;
    const keys = [];
    for (const number of [1, 2, 1_000]) {
      const bare = numbered(preset, number);
      const { dedupeKey } = await accepted(preset, { sent: values ? sign(bare) : bare, values });
      keys.push(dedupeKey);
    }

    expect(keys.every((key) => (key === null) === (preset.dedupe.length === 0))).toBe(true);
    expect(new Set(keys).size).toBe(preset.dedupe.length === 0 ? 1 : 3);
  });

  it('answers its sender with a success and the words that it waits for', () => {
    const reply = acceptedReply(preset, { id: 'event-1', isDuplicate: false });

    expect(reply.status).toBeGreaterThanOrEqual(200);
    expect(reply.status).toBeLessThan(300);
    expect(acceptedReply(preset, { id: 'event-1', isDuplicate: true }).status).toBe(reply.status);
    expect(reply.body).not.toContain('{id}');
  });

  it('leads each label to a field that can be there', () => {
    const roots = new Set([
      ...Object.keys(preset.sample),
      ...preset.readings.map(({ into }) => into.split('.')[0]),
    ]);
    const known = Object.keys(preset.labels).filter((path) => roots.has(path.split('.')[0]));

    expect(known.length).toBeGreaterThanOrEqual(Math.min(2, Object.keys(preset.labels).length));
  });
});

describe.each(proving)('$name with a secret', ({ preset }) => {
  it('SIG-5: refuses what is not proved, and keeps nothing of its body', async () => {
    const { bare, values } = aRequest(preset);
    const unproved =
      preset.app === 'salesforce' ? { ...bare, body: bare.body.replace('00D0', '00E0') } : bare;

    const outcome = await judge(preset, unproved, { values });

    expect(reasonOf(outcome)).toMatch(/^401 /);
    expect(outcome).toMatchObject({ keptBytes: new Uint8Array() });
  });

  it('SIG-5: takes nothing without a connection when it needs one, and with an empty one never', async () => {
    const { sent } = aRequest(preset);
    const without = await judge(preset, sent, { values: null });

    expect(without.outcome).toBe(preset.connection === 'required' ? 'rejected' : 'event');
    expect(reasonOf(await judge(preset, sent, { values: {} }))).toMatch(/^401 /);
  });

  it('SIG-6: takes the secret before the last one until its deadline, and not after', async () => {
    const { sent, values } = aRequest(preset);
    const field =
      [
        'value',
        'secret',
        'webhookSecret',
        'applicationToken',
        'token',
        'apiKey',
        'certificate',
        'organizationId',
      ].find((key) => values?.[key] !== undefined) ?? '';
    const old = String(values?.[field]);
    const secrets = (untilMs: number) => ({
      verification: { ...values, [field]: 'the new secret, long enough' },
      previous: { [field]: { value: old, untilMs } },
    });
    const intake = createIntake(preset, {});

    expect(reasonOf(await intake(toRequest(sent), secrets(nowMs + 1)))).toBe('event');
    expect(reasonOf(await intake(toRequest(sent), secrets(nowMs)))).toMatch(/^401 /);
  });

  it('SC-6: stores neither its secret nor a credential that its sender put into the body', async () => {
    const { sent, values } = aRequest(preset);
    const outcome = await judge(preset, sent, { values });
    // A buffer becomes numbers before a replacer sees it; what it held is asked of its holder.
    const text = JSON.stringify(outcome, function (this: Record<string, unknown>, key, value) {
      const held = this[key];
      return held instanceof Uint8Array ? Buffer.from(held).toString('utf8') : value;
    });

    if (preset.app !== 'salesforce') expect(text).not.toContain('a-long-secret-0123456789');
    expect(text).not.toMatch(/legacy0000000000|xyzz0WbapA4vBCDEFasx0q6G|abcd1234abcd1234/);
  });
});

const amoId: ReceiverPreset['dedupe'][number] = [{ from: 'body', path: 'leads.status.id' }];

/** The documented request with another value in one part of its id. */
function withOtherId(preset: ReceiverPreset): Sent {
  const sent = wireOf(preset);
  const parts = (preset.app === 'amocrm' ? amoId : (preset.dedupe[0] ?? [])).filter(
    ({ from }) => from !== 'split',
  );
  const place = parts.find(({ from }) => from === 'body') ?? parts[0];
  if (place?.from === 'header') return withValue(sent, place, 'another');
  if (place?.from === 'bytes')
    return { ...sent, body: sent.body.replace('Анна', 'Олег').replace('=17', '=18') };
  const id = String(valueAt(preset.sample, place?.path ?? ''));
  return {
    ...sent,
    body: sent.body
      .replaceAll(encodeURIComponent(id), `${encodeURIComponent(id)}9`)
      .replaceAll(id, `${id.slice(0, -1)}7`),
  };
}

const valueAt = (value: JsonValue, path: string): JsonValue =>
  path.split('.').reduce<JsonValue>((at, name) => (at as JsonObject)[name] ?? null, value);

describe.each(greeting)('the handshake of $name', ({ preset, greeting: given }) => {
  const isEcho = given.reply !== null && 'echo' in given.reply;

  it('is answered and never a lead, with a secret and for a draft without one', async () => {
    const bare = aGreeting(preset, given);
    const { values, sign } = aSender(preset, nowMs);
    const known = preset.connection === 'none' ? null : values;
    const sent = given.isOpen || preset.connection === 'none' ? bare : sign(bare);
    const outcomes = [await judge(preset, sent, { values: known })];
    if (!given.secret) outcomes.push(await judge(preset, bare, { values: null }));

    for (const outcome of outcomes) {
      expect(reasonOf(outcome)).toBe('test');
      const { reply } = outcome as TestOutcome;
      expect(reply.status).toBe(200);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      if (isEcho)
        expect(reply).toMatchObject({
          body: 'challenge-1',
          headers: { 'content-type': 'text/plain; charset=utf-8' },
        });
    }
  });

  it.runIf(isEcho)('echoes no long and no unprintable text', async () => {
    for (const challenge of ['x'.repeat(513), 'a\r\nb', '']) {
      const echoed = given.reply !== null && 'echo' in given.reply ? given.reply.echo : undefined;
      const sent = withValue(aGreeting(preset, given), echoed, challenge);
      const { values, sign } = aSender(preset, nowMs);
      const outcome = await judge(preset, given.isOpen ? sent : sign(sent), { values });

      expect(outcome.outcome).not.toBe('test');
    }
  });

  it.runIf(given.secret !== undefined)('is refused when its own word is wrong', async () => {
    const sent = withValue(aGreeting(preset, given), given.secret?.at, 'another word');

    expect(reasonOf(await judge(preset, sent, { values: aSender(preset, nowMs).values }))).toMatch(
      /^401 the handshake/,
    );
    expect(reasonOf(await judge(preset, sent, { values: null }))).toMatch(/^401 /);
  });

  it.runIf(!given.isOpen && preset.connection !== 'none')(
    'is refused unproved when a secret is set',
    async () => {
      const outcome = await judge(preset, aGreeting(preset, given), {
        values: aSender(preset, nowMs).values,
      });

      expect(reasonOf(outcome)).toMatch(/^401 /);
    },
  );
});

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
});

describe('the list of systems', () => {
  it('has every system that was asked for', () => {
    const apps = new Set(receivers.map(({ app }) => app));
    const wanted =
      'tilda marquiz telphin mango mcn moysklad dropbox github bitbucket gitlab mailchimp paypal pusher salesforce slack stripe trello wordpress zendesk meta twilio webhook standard_webhooks typeform google_forms jotform woocommerce shopify telegram calendly hubspot amocrm bitrix24 yookassa cloudpayments bloxy landingi nethouse enquiz flexbe chatra callibri dreamkas';

    expect(wanted.split(' ').filter((app) => !apps.has(app))).toEqual([]);
    expect(receivers.filter(({ app }) => app === 'slack')).toHaveLength(3);
  });

  it('guesses nothing of a system that nobody has described', async () => {
    const unknown = receivers.filter(({ evidence }) => evidence === 'unverified');

    expect(unknown).toHaveLength(8);
    for (const preset of unknown) {
      for (const [type, body] of [
        ['application/json', '[{"любое":"поле"}]'],
        ['application/xml', '<lead><x>1</x></lead>'],
        ['text/plain', 'lead'],
      ]) {
        const sent: Sent = {
          method: 'POST',
          path: '',
          query: '',
          headers: { 'content-type': type ?? '' },
          body: body ?? '',
        };
        expect(reasonOf(await judge(preset, sent))).toBe('event');
      }
    }
  });
});
