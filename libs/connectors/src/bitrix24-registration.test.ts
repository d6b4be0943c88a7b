import { describe, expect, it } from 'vitest';
import { ask } from './ask-registration.given.js';
import { findRegistration } from './index.js';
import { json, recordingPorts } from './ports.given.js';

describe('a registration at Bitrix24', () => {
  describe('whose key ages', () => {
    const access = findRegistration('bitrix24', 'event')?.access;
    if (!access) throw new Error('there is none');
    const held = {
      clientId: 'local.1',
      clientSecret: 'client-secret',
      refreshToken: 'refresh-1',
    };
    const renewed = {
      access_token: 'access-2',
      refresh_token: 'refresh-2',
      expires_in: 3_600,
      client_endpoint: 'https://acme.bitrix24.ru/rest/',
    };

    it('trades the refresh token for the next one, good for less than an hour', async () => {
      const ports = recordingPorts(() => json(renewed));

      const kept = await access.renew(ports.http, held, 1_000_000);

      const asked = new URL(ports.requests[0]?.url ?? '');
      expect(asked.origin + asked.pathname).toBe('https://oauth.bitrix.info/oauth/token/');
      expect(Object.fromEntries(asked.searchParams)).toEqual({
        grant_type: 'refresh_token',
        client_id: 'local.1',
        client_secret: 'client-secret',
        refresh_token: 'refresh-1',
      });
      expect(kept).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' });
      expect(access.isFresh(held, 1_000_000)).toBe(false);
      expect(access.isFresh(kept, 1_000_000 + 3_299_000)).toBe(true);
      expect(access.isFresh(kept, 1_000_000 + 3_300_000)).toBe(false);
    });

    it.each([
      ['a refused token', json({ error: 'invalid_grant' }, 400), 'needs_reconnect'],
      ['an unpaid portal', json({ error: 'PAYMENT_REQUIRED' }, 402), 'needs_reconnect'],
      ['an answer without keys', json({ access_token: 'x' }), 'needs_reconnect'],
      ['a server out of order', json({}, 502), 'unavailable'],
    ])('says of %s what a person can do, and no secret', async (_, answer, code) => {
      const { http } = recordingPorts(() => answer);

      const error: unknown = await access.renew(http, held, 0).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code });
      expect(String(error)).not.toMatch(/client-secret|refresh-1/);
    });
  });

  it('sends a key of Bitrix24 nowhere but by https', async () => {
    const known = findRegistration('bitrix24', 'event');
    if (!known) throw new Error('there is none');
    const { call, requests } = ask(known, () => json({ result: [] }));
    const connection = { ...call.connection, restUrl: 'http://acme.bitrix24.ru/rest/' };

    await expect(known.find({ ...call, connection })).rejects.toMatchObject({ code: 'rejected' });
    expect(requests).toEqual([]);
  });
});
