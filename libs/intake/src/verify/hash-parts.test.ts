import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacWith, sha256Hex, sha256Of, type Parts } from './hash-parts.js';

const names = ['sha1', 'sha256', 'sha512'] as const;
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uint8Array(),
  // Beyond what is hashed at one go, alone or together with others.
  fc.integer({ min: 4_000, max: 70_000 }).map((length) => Buffer.alloc(length, 'a')),
  fc.integer({ min: 1_000, max: 9_000 }).map((length) => 'я\ud800'.repeat(length)),
);
const someParts = fc.array(texts, { maxLength: 4 });
/** Around the length of a block, where a key is hashed first. */
const keys = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((key) => Buffer.from(key));

describe('a digest of parts', () => {
  it.each(names)('is the HMAC that Node makes of them with %s', (name) => {
    fc.assert(
      fc.property(keys, someParts, someParts, (key, one, other) => {
        const digest = hmacWith(name, key);
        for (const parts of [one, other, one]) {
          const wanted = parts.reduce<ReturnType<typeof createHmac>>(
            (mac, part) => mac.update(part),
            createHmac(name, key),
          );
          expect(digest(parts).equals(wanted.digest())).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([63, 64, 65, 127, 128, 129])('takes a key of %i bytes', (length) => {
    const key = Buffer.alloc(length, 7);
    for (const name of names) {
      const wanted = createHmac(name, key).update('text').digest('hex');
      expect(hmacWith(name, key)(['te', Buffer.from('xt')]).toString('hex')).toBe(wanted);
    }
  });

  it('is the SHA-256 that Node makes of them', () => {
    fc.assert(
      fc.property(someParts, (parts: Parts) => {
        const wanted = createHash('sha256');
        for (const part of parts) wanted.update(part);
        const digest = wanted.digest();
        expect(sha256Of(parts).equals(digest)).toBe(true);
        expect(sha256Hex(parts)).toBe(digest.toString('hex'));
      }),
      { numRuns: 100 },
    );
  });
});
