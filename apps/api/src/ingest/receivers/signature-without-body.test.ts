import { createHmac } from 'node:crypto';
import { findReceiver } from '@hookline/connectors';
import { createIntake, type RawRequest } from '@hookline/intake';
import { describe, expect, it } from 'vitest';
import { reasonOf } from './judge-vector.given.js';

describe('a signature that leaves the body out', () => {
  const values = { secret: 'a token of thirty-two characters' };
  const url = 'https://hooks.example.test/h/abc?MessageSid=SM1&Body=hi';
  const signature = createHmac('sha1', values.secret).update(url).digest('base64');
  const forged = (method: string, type: string): RawRequest => ({
    method,
    path: '',
    query: 'MessageSid=SM1&Body=hi',
    url,
    headers: [
      ['content-type', type],
      ['x-twilio-signature', signature],
    ],
    body: Buffer.from(method === 'GET' ? '' : '{"MessageSid":"FORGED"}'),
    address: null,
    receivedAtMs: 1_700_000_000_000,
  });
  const judgeTwilio = async (request: RawRequest): Promise<string> => {
    const preset = findReceiver('twilio', 'message');
    if (!preset) throw new Error('no such receiver');
    return reasonOf(await createIntake(preset, {})(request, { verification: values }));
  };

  it.each([
    'application/json',
    'application/json; note=urlencoded',
    'application/x-urlencoded+json',
    'text/urlencoded',
    'application/x-www-form-urlencoded2',
  ])('SIG-1: does not let another body of type %s in under it', async (type) => {
    expect(await judgeTwilio(forged('GET', 'text/plain'))).toBe('event');
    expect(await judgeTwilio(forged('POST', type))).toMatch(/^401/);
  });
});
