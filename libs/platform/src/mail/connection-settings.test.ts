import { describe, expect, it } from 'vitest';
import { connectionSettings } from './connection-settings.js';

const login = { host: 'mail.test', port: 587, user: 'u', password: 'p', fromAddress: 'a@b.test' };
const settings = (smtp: Partial<typeof login> & { secure?: boolean }, address: string) =>
  connectionSettings(
    { ...login, secure: false, ...smtp },
    { address: { address, family: 4 }, timeoutMs: 1_000 },
  );

describe('connectionSettings', () => {
  it('sends no password in clear text over the public internet', () => {
    expect(settings({}, '8.8.8.8').requireTLS).toBe(true);
    expect(settings({ secure: true }, '8.8.8.8')).toMatchObject({ secure: true });
  });

  it('allows a plain relay without login, and a plain server in one’s own network', () => {
    expect(settings({ user: '' }, '8.8.8.8').requireTLS).toBe(false);
    expect(settings({}, '10.0.0.5').requireTLS).toBe(false);
  });

  it('connects to the checked address and asks for the certificate of the name', () => {
    expect(settings({}, '8.8.8.8')).toMatchObject({ host: '8.8.8.8', servername: 'mail.test' });
    expect(settings({ host: '8.8.8.8' }, '8.8.8.8')).not.toHaveProperty('servername');
    expect(settings({}, '8.8.8.8').tls).toEqual({ rejectUnauthorized: true });
  });
});
