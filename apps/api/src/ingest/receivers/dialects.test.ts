import type { JsonValue, ReceiverPreset } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { createIntake, type IntakeOutcome } from '@hookline/intake';
import { aSender, wireOf, type Sent } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { nowMs, toRequest } from './to-request.given.js';

function named(app: string, event: string): ReceiverPreset {
  const preset = findReceiver(app, event);
  if (!preset) throw new Error('no such receiver');
  return preset;
}

async function judge(preset: ReceiverPreset, bare: Sent, settings = {}): Promise<IntakeOutcome> {
  const { values, sign } = aSender(preset, nowMs);
  return createIntake(preset, settings)(toRequest(sign(bare)), { verification: values });
}

async function accepted(preset: ReceiverPreset, bare: Sent) {
  const outcome = await judge(preset, bare);
  if (outcome.outcome !== 'event') throw new Error(JSON.stringify(outcome));
  const payload: JsonValue = JSON.parse(JSON.stringify(outcome.body.payload));
  return { payload, dedupeKey: outcome.dedupeKey };
}

describe('GitHub with the content type of a form', () => {
  const github = named('github', 'event');
  const wire = wireOf(github);
  const asForm = (fields: Record<string, string>): Sent => ({
    ...wire,
    headers: { ...wire.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

  it('is read as if its JSON had come alone, and is the same event', async () => {
    const form = await accepted(github, asForm({ payload: wire.body }));
    expect(form.payload).toEqual(github.sample);
    expect(form.dedupeKey).toBe((await accepted(github, wire)).dedupeKey);
  });

  it('stays as it came where the field is no JSON, or is not all that came', async () => {
    const broken = { payload: '{"broken' };
    expect((await accepted(github, asForm(broken))).payload).toEqual(broken);
    const more = { payload: '{"a":1}', other: '1' };
    expect((await accepted(github, asForm(more))).payload).toEqual(more);
  });
});

describe('Shopify with headers that have no X-', () => {
  const shopify = named('shopify', 'event');
  const wire = wireOf(shopify);
  const events = { events: ['orders/create'] };
  const withHeaders = (headers: Record<string, string>): Sent => ({
    ...wire,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const fresh = (topic: string, id = 'e-1') =>
    withHeaders({ 'shopify-topic': topic, 'shopify-event-id': id });

  it('has its events chosen by the topic, wherever it stands', async () => {
    expect((await judge(shopify, fresh('orders/create'), events)).outcome).toBe('event');
    expect(await judge(shopify, fresh('orders/paid'), events)).toMatchObject({
      outcome: 'skipped',
      reason: 'the event "orders/paid" is not among those that start this flow',
    });
    expect((await judge(shopify, wire, events)).outcome).toBe('event');
  });

  it('takes one change that is told under two topics for two events, and a repeat for one', async () => {
    const key = async (sent: Sent) => (await accepted(shopify, sent)).dedupeKey;
    expect(await key(fresh('orders/create'))).toBe(await key(fresh('orders/create')));
    expect(await key(fresh('orders/paid'))).not.toBe(await key(fresh('orders/create')));
    const older = (topic: string) =>
      withHeaders({ 'X-Shopify-Topic': topic, 'X-Shopify-Event-Id': 'e-1' });
    expect(await key(older('orders/paid'))).not.toBe(await key(older('orders/create')));
  });
});

describe('Salesforce with other prefixes', () => {
  const salesforce = named('salesforce', 'message');
  const wire = wireOf(salesforce);

  it.each([
    ['another prefix', (xml: string) => xml.replaceAll('soapenv', 'S')],
    [
      'no prefix',
      (xml: string) =>
        xml
          .replaceAll('xmlns:soapenv', 'xmlns')
          .replaceAll('<soapenv:', '<')
          .replaceAll('</soapenv:', '</'),
    ],
    [
      'a prefix of the message',
      (xml: string) =>
        xml
          .replace('<notifications xmlns=', '<out:notifications xmlns:out=')
          .replace('</notifications>', '</out:notifications>')
          .replace(/<(\/?)(OrganizationId|ActionId|Notification|Id|sObject)\b/g, '<$1out:$2'),
    ],
  ])('is proved, split and read the same with %s', async (_, change) => {
    const usual = await accepted(salesforce, wire);
    const other = { ...wire, body: change(wire.body) };
    const taken = await accepted(salesforce, other);
    expect(taken.dedupeKey).toBe(usual.dedupeKey);
    expect(taken.payload).toMatchObject({
      'soapenv:Envelope': {
        'soapenv:Body': { notifications: { Notification: { Id: '04l000000000001AAA' } } },
      },
      record: { FirstName: 'Anna' },
    });

    const foreign = { ...other, body: other.body.replace('00D000000000001', '00D000000000002') };
    const { values } = aSender(salesforce, nowMs);
    const outcome = await createIntake(salesforce, {})(toRequest(foreign), {
      verification: values,
    });
    expect(outcome).toMatchObject({ outcome: 'rejected', status: 401 });
  });
});
