import { findReceiver } from '@hookline/connectors';
import { createIntake, type IntakeOutcome } from '@hookline/intake';
import { aSender, wireOf } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { nowMs, toRequest } from './to-request.given.js';

const bodies = {
  call: { entry_id: 'e1', call_id: 'c1', seq: 1, call_state: 'Appeared' },
  recording: { entry_id: 'e1', call_id: 'c1', seq: 1, recording_state: 'Completed' },
  summary: { entry_id: 'e1', end_time: 1_772_442_990 },
};
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const mangoBody = (json: object) =>
  form({ vpbx_api_key: 'a-long-secret-0123456789', json: JSON.stringify(json) });
const payment = { TransactionId: '1', Amount: '10.00', Status: 'Completed' };
const subscription = {
  Id: 'sc_1',
  AccountId: 'anna',
  Amount: '20.00',
  Interval: 'Month',
  Period: '1',
  Status: 'Active',
  SuccessfulTransactionsNumber: '0',
  FailedTransactionsNumber: '0',
};
const failed = { TransactionId: '1', Amount: '10.00', Status: 'Declined', ReasonCode: '5051' };

async function judge(
  [app, event]: readonly [string, string],
  sent: { path: string; body: string },
  events: readonly string[] = [],
): Promise<IntakeOutcome> {
  const preset = findReceiver(app, event);
  if (!preset) throw new Error('no such receiver');
  const { values, sign } = aSender(preset, nowMs);
  const request = toRequest(sign({ ...wireOf(preset), ...sent }));
  return createIntake(preset, { events: [...events] })(request, { verification: values });
}

const mango = ['mango', 'call'] as const;
const cloud = ['cloudpayments', 'payment'] as const;
const contradiction = { outcome: 'skipped', reason: expect.stringMatching(/^the end of the add/) };
const allKeysOf = (outcome: IntakeOutcome) =>
  outcome.outcome === 'event' ? [outcome.dedupeKey, outcome.dedupeAlso] : [];
const keyOf = (outcome: IntakeOutcome) => (outcome.outcome === 'event' ? outcome.dedupeKey : null);

describe('an end of the address that its sender has not signed', () => {
  it.each([
    [mango, '/events/summary', mangoBody(bodies.call)],
    [mango, '/events/recording', mangoBody(bodies.call)],
    [mango, '/events/record/added', mangoBody(bodies.recording)],
    [mango, '/events/call', mangoBody(bodies.recording)],
    [mango, '/events/call', mangoBody(bodies.summary)],
    [mango, '//Events/Call/', mangoBody(bodies.summary)],
    [cloud, '/pay', form(failed)],
    [cloud, '/refund', form(failed)],
    [cloud, '/fail', form(payment)],
    [cloud, '/pay', form(subscription)],
    [cloud, '/recurrent', form(payment)],
  ] as const)('of %s starts nothing as %s with a body that is none', async (source, path, body) => {
    expect(await judge(source, { path, body })).toMatchObject(contradiction);
    expect(await judge(source, { path, body }, [path.toLowerCase()])).toMatchObject(contradiction);
  });

  it.each([
    [mango, '/events/call', mangoBody(bodies.call)],
    [mango, '/events/recording', mangoBody(bodies.recording)],
    [mango, '/events/summary', mangoBody(bodies.summary)],
    [mango, '/events/record/added', mangoBody(bodies.summary)],
    [cloud, '/pay', form(payment)],
    [cloud, '/pay', form({ ...payment, ReasonCode: '0', Reason: '' })],
    [cloud, '/pay', form({ ...payment, ReasonCode: '' })],
    [cloud, '/fail', form(failed)],
    [cloud, '/recurrent', form(subscription)],
    [cloud, '/recurrent', form({ Id: 'sc_1', Status: 'Active' })],
    [cloud, '/fail', form({ TransactionId: '1', Amount: '10.00' })],
    [cloud, '/fail', form({ TransactionId: '1', Status: 'Declined', ReasonCode: '' })],
  ] as const)('of %s starts %s with a body that may be one', async (source, path, body) => {
    expect((await judge(source, { path, body }, [path])).outcome).toBe('event');
    expect((await judge(source, { path, body }, ['/other'])).outcome).toBe('skipped');
  });

  it('names no kind where it is none that is known: the body does', async () => {
    const sent = { path: '', body: mangoBody(bodies.call) };

    expect((await judge(mango, sent, ['/events/call'])).outcome).toBe('event');
    expect((await judge(mango, sent, ['/events/summary'])).outcome).toBe('skipped');
  });

  it('makes no other event of the same signed one', async () => {
    const call = mangoBody(bodies.call);
    const first = keyOf(await judge(mango, { path: '/events/call', body: call }));
    for (const path of ['', '/x', '//events/call/']) {
      expect(keyOf(await judge(mango, { path, body: call }))).toBe(first);
    }
    const summary = mangoBody(bodies.summary);
    const second = keyOf(await judge(mango, { path: '/events/summary', body: summary }));
    for (const path of ['', '/x', '/events/record/added']) {
      expect(keyOf(await judge(mango, { path, body: summary }))).toBe(second);
    }
    const paid = keyOf(await judge(cloud, { path: '/x1', body: form(payment) }));
    expect(keyOf(await judge(cloud, { path: '/x2', body: form(payment) }))).toBe(paid);
    expect([first, second, paid]).not.toContain(null);
  });

  it.each(['', '/x', '/PAY/', '/refund'])(
    'makes no second payment of a signed one that is sent to %s as well',
    async (path) => {
      const [, body] = allKeysOf(await judge(cloud, { path: '/pay', body: form(payment) }));
      const encodedAnew = form(payment).replace('Completed', '%43ompleted');

      expect(body).toMatch(/^[0-9a-f]{64}$/);
      for (const sent of [form(payment), encodedAnew]) {
        expect(allKeysOf(await judge(cloud, { path, body: sent }))).toContain(body);
      }
    },
  );

  const named = form({ ...payment, Name: 'tea&TransactionId[a]=2' });
  it.each([
    [form(payment), form(payment).replace('TransactionId=', 'TransactionId%3D')],
    [form(payment), form(payment).replace('&Status', '%26Status')],
    [named, decodeURIComponent(named)],
    [named, named.replace('%26', '&').replace('%3D', '=')],
    [form(subscription), form(subscription).replace('&', '%26')],
    [form(subscription), form(subscription).replace('Id=', 'Id%3D')],
  ])(
    'makes no second one of %s when separators are encoded otherwise: %s',
    async (whole, other) => {
      const first = allKeysOf(await judge(cloud, { path: '/pay', body: whole }));
      const [, body] =
        first.length > 0
          ? first
          : allKeysOf(await judge(cloud, { path: '/recurrent', body: whole }));

      expect(body).toMatch(/^[0-9a-f]{64}$/);
      expect(allKeysOf(await judge(cloud, { path: '', body: other }))).toContain(body);
    },
  );

  it('tells kinds apart that have the same number', async () => {
    const keys = [];
    for (const path of ['/check', '/pay', '/refund']) {
      const body = form({ ...payment, OperationType: path });
      keys.push(...allKeysOf(await judge(cloud, { path, body })));
    }
    for (const body of [bodies.call, { ...bodies.call, seq: 2 }, bodies.recording]) {
      keys.push(keyOf(await judge(mango, { path: '', body: mangoBody(body) })));
    }
    expect(new Set(keys).size).toBe(9);
  });
});
