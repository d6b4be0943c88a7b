import { hkdfSync } from 'node:crypto';
import type { KeyRing, Logger } from '@hookline/platform';
import type { Pool } from '@hookline/store';
import { betterAuth } from 'better-auth';
import { isOurs } from '../http/check-origin.js';
import { hashPassword, verifyPassword } from './hash-password.js';

export const authPath = '/api/auth';

/** The header in which we, and nobody else, tell the library where a request came from. */
export const addressHeader = 'x-hookline-address';

const sessionSecs = 7 * 24 * 3_600;
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

const sessionFields = {
  ...stamps,
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
};
const accountFields = {
  ...stamps,
  accountId: 'account_id',
  providerId: 'provider_id',
  userId: 'user_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
};

export type Auth = ReturnType<typeof openAuth>;

/** Sign-in, sign-out and sessions, on our own tables. Accounts are made by setup alone. */
export function openAuth(given: { pool: Pool; ring: KeyRing; publicUrl: string; logger: Logger }) {
  const { pool, ring, publicUrl, logger } = given;
  return betterAuth({
    baseURL: publicUrl,
    basePath: authPath,
    secret: cookieSecret(ring),
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      // Its warnings name what a visitor typed wrong; the answer says it, and so do our own lines.
      level: 'error',
      log: (level, message) => logger.warn({ of: 'better-auth', level }, message),
    },
    // Its refusals are answers; what nobody expected is thrown to us, not written to the terminal.
    onAPIError: { throw: true },
    trustedOrigins: (request) => ownOrigins(request?.headers, publicUrl),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 512,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'users', fields: { ...stamps, emailVerified: 'email_verified' } },
    // Seven days and no more: a cookie that is used does not live on for ever.
    session: {
      modelName: 'sessions',
      fields: sessionFields,
      expiresIn: sessionSecs,
      disableSessionRefresh: true,
    },
    account: { modelName: 'accounts', fields: accountFields },
    verification: { modelName: 'verifications', fields: { ...stamps, expiresAt: 'expires_at' } },
    advanced: {
      cookiePrefix: 'hookline',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
}

/** An installation may be open under several names (localhost, 127.0.0.1); each is its own origin. */
function ownOrigins(headers: Headers | undefined, publicUrl: string): string[] {
  const origin = headers?.get('origin');
  const host = headers?.get('host') ?? undefined;
  return origin && isOurs(origin, { host, publicUrl }) ? [origin] : [];
}

/** Made of the key file, so that there is one secret to keep, and none of them opens the other. */
function cookieSecret(ring: KeyRing): string {
  const key = ring.keyOf(ring.currentVersion) ?? Buffer.alloc(0);
  return Buffer.from(hkdfSync('sha256', key, '', 'hookline session cookies', 32)).toString('hex');
}
