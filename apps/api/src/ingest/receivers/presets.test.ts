import type { JsonObject, JsonValue, ReceiverPreset } from '@hookline/contract';
import { receivers } from '@hookline/connectors';
import { acceptedReply } from '@hookline/intake';
import { aSender, numbered, wireOf, withValue, type Sent } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { accepted, judge, named, reasonOf } from './judge-preset.given.js';
import { nowMs } from './to-request.given.js';

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
