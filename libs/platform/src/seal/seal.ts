import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.js';

/** What a sealed value belongs to: moved to any other place it does not open. */
export type SealedPlace = { workspaceId: string; connectionId: string; field: string };

export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const headBytes = 5;
const wrappedBytes = nonceBytes + keyBytes + tagBytes;

/**
 * Encrypts with AES-256-GCM under a data key of its own, which is wrapped by the ring's current key.
 * Layout: format (1) | key version (4) | wrapped data key (60) | nonce, ciphertext, tag.
 */
export function seal(ring: KeyRing, plaintext: Uint8Array | string, place: SealedPlace): Buffer {
  const dataKey = randomBytes(keyBytes);
  const plain = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  const sealed = encrypt(dataKey, { plain, bound: boundTo(place, 'data') });
  return Buffer.concat([wrap(ring, dataKey, place), sealed]);
}

/** The plaintext of a sealed value; throws UnsealError if a bit, the place or the key is not the same. */
export function unseal(ring: KeyRing, sealed: Uint8Array, place: SealedPlace): Buffer {
  const dataKey = unwrap(ring, sealed, place);
  return decrypt(dataKey, {
    box: Buffer.from(sealed.subarray(headBytes + wrappedBytes)),
    bound: boundTo(place, 'data'),
  });
}

/** The same value under the ring's current key; only the small data key is encrypted anew. */
export function rewrap(ring: KeyRing, sealed: Uint8Array, place: SealedPlace): Buffer {
  const dataKey = unwrap(ring, sealed, place);
  return Buffer.concat([wrap(ring, dataKey, place), sealed.subarray(headBytes + wrappedBytes)]);
}

function wrap(ring: KeyRing, dataKey: Buffer, place: SealedPlace): Buffer {
  const version = ring.currentVersion;
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(format, 0);
  head.writeUInt32BE(version, 1);
  const bound = boundTo(place, `key ${version}`);
  return Buffer.concat([head, encrypt(keyOf(ring, version), { plain: dataKey, bound })]);
}

function unwrap(ring: KeyRing, sealed: Uint8Array, place: SealedPlace): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < headBytes + wrappedBytes + nonceBytes + tagBytes || bytes[0] !== format)
    throw new UnsealError('This is not a sealed value.');
  const version = bytes.readUInt32BE(1);
  return decrypt(keyOf(ring, version), {
    box: bytes.subarray(headBytes, headBytes + wrappedBytes),
    bound: boundTo(place, `key ${version}`),
  });
}

function keyOf(ring: KeyRing, version: number): Buffer {
  const key = ring.keyOf(version);
  if (key === undefined)
    throw new UnsealError(
      `The key file has no key of version ${version}, which sealed this value.`,
    );
  return key;
}

/** As JSON, because a mere separator could be part of a name and make two places look the same. */
const boundTo = ({ workspaceId, connectionId, field }: SealedPlace, purpose: string) =>
  Buffer.from(JSON.stringify(['hookline', format, workspaceId, connectionId, field, purpose]));

function encrypt(key: Buffer, { plain, bound }: { plain: Uint8Array; bound: Buffer }): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, { box, bound }: { box: Buffer; bound: Buffer }): Buffer {
  const nonce = box.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(bound);
  decipher.setAuthTag(box.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(box.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new UnsealError('The sealed value does not open: it, its place or the key was changed.');
  }
}
