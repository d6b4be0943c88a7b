import { createIntake } from '@hookline/intake';
import { findReceiver } from '@hookline/connectors';
import { aCertificate } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { payPalBody } from './paypal-body.given.js';

const atMs = Date.parse('2015-05-18T15:45:13Z');
const certified = aCertificate(new Date(atMs));
const text =
  'dfb3be50-fd74-11e4-8bf3-77339302725b|2015-05-18T15:45:13Z|4JH86294D6297924G|2771810304';

async function judge(given: { body?: string; receivedAtMs?: number; webhookId?: string } = {}) {
  const preset = findReceiver('paypal', 'event');
  if (!preset) throw new Error('no such receiver');
  const outcome = await createIntake(preset, {})(
    {
      method: 'POST',
      path: '',
      query: '',
      url: 'https://hooks.example.test/hooks/t',
      headers: [
        ['content-type', 'application/json'],
        ['Paypal-Transmission-Id', 'dfb3be50-fd74-11e4-8bf3-77339302725b'],
        ['Paypal-Transmission-Time', '2015-05-18T15:45:13Z'],
        ['Paypal-Transmission-Sig', certified.sign(text)],
      ],
      body: Buffer.from(given.body ?? payPalBody),
      address: null,
      receivedAtMs: given.receivedAtMs ?? atMs,
    },
    {
      verification: {
        webhookId: given.webhookId ?? '4JH86294D6297924G',
        certificate: certified.certificate,
      },
    },
  );
  return outcome.outcome === 'rejected' ? outcome.reason : outcome.outcome;
}

describe('PayPal', () => {
  it('P21: signs the CRC-32 of its own example, with the webhook id that is not in the request', async () => {
    expect(await judge()).toBe('event');
    expect(await judge({ body: payPalBody.replace('20.0', '30.0') })).toMatch(/signature is wrong/);
    expect(await judge({ webhookId: '4JH86294D6297924H' })).toMatch(/signature is wrong/);
  });

  it('is refused when the pasted certificate has expired', async () => {
    expect(await judge({ receivedAtMs: atMs + 2 * 86_400_000 })).toMatch(/certificate .* expired/);
  });
});
