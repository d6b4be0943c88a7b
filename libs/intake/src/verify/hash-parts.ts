import { createHash, createHmac, createSecretKey, hash } from 'node:crypto';

export type Parts = readonly (string | Uint8Array)[];
/** Makes a digest of the parts, one after the other. */
export type Digest = (parts: Parts) => Buffer;

/** A hash at one go takes a third of the time of one in parts, as long as little is copied for it. */
const littleBytes = 16_384;
/** A UTF-16 unit becomes at most so many bytes of UTF-8. */
const maxBytesPerUnit = 3;
const blocks = { sha1: 64, sha256: 64, sha512: 128 } as const;
const longestBlock = 128;
const scratch = Buffer.allocUnsafeSlow(longestBlock + littleBytes);

export type HashName = keyof typeof blocks;

/** What the parts are together; good until the next parts are put together here. */
export function bytesOf(parts: Parts): Uint8Array {
  const end = gather(parts, 0);
  if (end !== null) return scratch.subarray(0, end);
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** SHA-256 of what the parts are together. */
export function sha256Of(parts: Parts): Buffer {
  const end = gather(parts, 0);
  if (end !== null) return digestOf('sha256', scratch.subarray(0, end));
  const whole = createHash('sha256');
  for (const part of parts) whole.update(part);
  return whole.digest();
}

/** The same in hexadecimal digits. */
export function sha256Hex(parts: Parts): string {
  const end = gather(parts, 0);
  return end === null ? sha256Of(parts).toString('hex') : hash('sha256', scratch.subarray(0, end));
}

/**
 * HMAC (RFC 2104) with this key. Node has none at one go, and its streams cost more than the hashing of a
 * usual body: so a short text is hashed twice, as the definition says, each time at one go.
 */
export function hmacWith(name: HashName, secret: Buffer): Digest {
  const key = createSecretKey(secret);
  const blockBytes = blocks[name];
  const inner = paddedKey(name, secret, 0x36);
  const outer = paddedKey(name, secret, 0x5c);
  return (parts) => {
    const end = gather(parts, blockBytes);
    if (end === null) {
      const mac = createHmac(name, key);
      for (const part of parts) mac.update(part);
      return mac.digest();
    }
    inner.copy(scratch);
    const within = hash(name, scratch.subarray(0, end), 'binary');
    outer.copy(scratch);
    const length = scratch.write(within, blockBytes, 'binary');
    return digestOf(name, scratch.subarray(0, blockBytes + length));
  };
}

function paddedKey(name: HashName, secret: Buffer, pad: number): Buffer {
  const block = Buffer.alloc(blocks[name], pad);
  const key = secret.length > block.length ? hash(name, secret, 'buffer') : secret;
  key.forEach((byte, at) => (block[at] = byte ^ pad));
  return block;
}

/** Writes the parts behind one another from here on; tells where they end, or `null` when they are long. */
function gather(parts: Parts, start: number): number | null {
  let bytes = 0;
  for (const part of parts)
    bytes += typeof part === 'string' ? part.length * maxBytesPerUnit : part.length;
  if (bytes > littleBytes) return null;
  let end = start;
  for (const part of parts) {
    if (typeof part === 'string') end += scratch.write(part, end);
    else {
      scratch.set(part, end);
      end += part.length;
    }
  }
  return end;
}

/** By way of a text: quicker than the buffer that it could give itself. */
export const digestOf = (name: HashName, bytes: Uint8Array | string): Buffer =>
  Buffer.from(hash(name, bytes, 'binary'), 'binary');
