import { createHash, randomBytes } from 'node:crypto';

export type NewApiKey = { readonly text: string; readonly prefix: string; readonly sha256: Buffer };

const form = /^hk_[a-z2-7]{8}_[A-Za-z0-9_-]{43}$/;

/** A key of 256 random bits, with a short name of its own by which a person knows it again. */
export function createKeyText(): NewApiKey {
  const name = base32(randomBytes(5));
  const text = `hk_${name}_${randomBytes(32).toString('base64url')}`;
  return { text, prefix: `hk_${name}`, sha256: sha256Of(text) };
}

/** The key of an Authorization header; `null` when there is none of our form. */
export function readBearer(authorization: string | undefined): string | null {
  const [scheme, text, ...rest] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'bearer' || text === undefined || rest.length > 0) return null;
  return form.test(text) ? text : null;
}

/** A random text of 256 bits needs no slow hash. */
export function sha256Of(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}
