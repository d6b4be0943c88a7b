import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintKey, holdsKey } from './fingerprint-key.js';
import { openKeyFile } from './open-key-file.js';
import { rewrap, seal, unseal, UnsealError } from './seal.js';

const place = { workspaceId: 'w1', connectionId: 'c1', field: 'password' };
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seal-'));
});
afterAll(() => rm(folder, { recursive: true }));

const ringAt = (name: string) => openKeyFile(join(folder, name));

describe('openKeyFile', () => {
  it('makes a key that only its owner can read, and leaves no draft behind', async () => {
    const path = join(folder, 'new', 'deep', 'secret.key');

    await openKeyFile(path);

    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'new', 'deep'))).toEqual(['secret.key']);
    expect(await readFile(path, 'utf8')).toMatch(/^1:[A-Za-z0-9+/]{43}=\n$/);
  });

  it('gives every one of many that start at once the same key', async () => {
    const later = async (ticks: number) => {
      for (let tick = 0; tick < ticks; tick += 1) await new Promise((done) => setImmediate(done));
    };
    for (let round = 0; round < 20; round += 1) {
      const rings = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          later(index * round).then(() => ringAt(`race-${round}.key`)),
        ),
      );
      expect(new Set(rings.map(fingerprintKey)).size).toBe(1);
    }
  });

  it.each([0o640, 0o604, 0o620, 0o777])('refuses a file of mode %o', async (mode) => {
    const path = join(folder, `mode-${mode}.key`);
    await openKeyFile(path);
    await chmod(path, mode);

    await expect(openKeyFile(path)).rejects.toThrow(/chmod 600/);
  });

  it.each(['', '\n', 'hello', '1:short', '1:AAAA\n1:AAAA', '0:' + 'A'.repeat(43) + '='])(
    'refuses a damaged file and never replaces it (%j)',
    async (content) => {
      const path = join(folder, 'damaged.key');
      await writeFile(path, content, { mode: 0o600 });

      await expect(openKeyFile(path)).rejects.toThrow(/Put back your copy/);
      expect(await readFile(path, 'utf8')).toBe(content);
    },
  );

  it('shows nothing of the key when a ring is printed', async () => {
    const ring = await ringAt('print.key');
    const key = (await readFile(join(folder, 'print.key'), 'utf8')).slice(2, -1);

    const printed = inspect(ring, { depth: 9, showHidden: true }) + JSON.stringify(ring);
    expect(printed).not.toContain(key);
    expect(printed).not.toContain('Buffer');
  });
});

describe('seal', () => {
  it.each(['', 'pässword', 'x'.repeat(100_000)])('opens to what was sealed', async (text) => {
    const ring = await ringAt('a.key');
    expect(unseal(ring, seal(ring, text, place), place).toString()).toBe(text);
  });

  it('SC-2: is unreadable without the key', async () => {
    const [ours, theirs] = [await ringAt('a.key'), await ringAt('b.key')];
    const sealed = seal(ours, 'canary-secret', place);

    expect(sealed.toString('latin1')).not.toContain('canary');
    expect(() => unseal(theirs, sealed, place)).toThrow(UnsealError);
  });

  it.each([
    { ...place, workspaceId: 'w2' },
    { ...place, connectionId: 'c2' },
    { ...place, field: 'user' },
    { workspaceId: 'w1","c1', connectionId: '', field: 'password' },
  ])('SC-2: does not open in another place (%j)', async (elsewhere) => {
    const ring = await ringAt('a.key');
    const sealed = seal(ring, 'canary', place);

    expect(() => unseal(ring, sealed, elsewhere)).toThrow(UnsealError);
    expect(() => rewrap(ring, sealed, elsewhere)).toThrow(UnsealError);
  });

  it('SC-2: does not open when the data of two values of one place is swapped', async () => {
    const ring = await ringAt('a.key');
    const [one, two] = [seal(ring, 'one', place), seal(ring, 'two', place)];
    const swapped = Buffer.concat([one.subarray(0, 65), two.subarray(65)]);

    expect(() => unseal(ring, swapped, place)).toThrow(UnsealError);
  });

  it('SC-2: does not open after any single bit is flipped, or when cut', async () => {
    const ring = await ringAt('a.key');
    const sealed = seal(ring, 'short', place);

    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const broken = Buffer.from(sealed);
      broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(ring, broken, place)).toThrow(UnsealError);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(ring, sealed.subarray(0, length), place)).toThrow(UnsealError);
  });

  it('SC-2: never uses a nonce or a data key twice', async () => {
    const ring = await ringAt('a.key');
    const seen = new Set<string>();
    for (let count = 0; count < 20_000; count += 1) {
      const sealed = seal(ring, 'same', place);
      seen.add(sealed.toString('latin1', 5, 17)).add(sealed.toString('latin1', 65, 77));
    }
    expect(seen.size).toBe(40_000);
  });

  it('opens old values after a rotation, and wraps them anew under the new key', async () => {
    const before = await ringAt('rotate.key');
    const sealed = seal(before, 'old', place);
    const path = join(folder, 'rotate.key');
    const text = await readFile(path, 'utf8');
    await writeFile(path, `${text}2:${Buffer.alloc(32, 7).toString('base64')}\n`);
    const after = await openKeyFile(path);

    const wrapped = rewrap(after, sealed, place);

    expect(unseal(after, sealed, place).toString()).toBe('old');
    expect(unseal(after, wrapped, place).toString()).toBe('old');
    expect(wrapped.readUInt32BE(1)).toBe(2);
    expect(() => unseal(before, wrapped, place)).toThrow(/no key of version 2/);
  });
});

describe('fingerprintKey', () => {
  it('SC-3: tells a wrong key file, and still knows the older key after a rotation', async () => {
    const [ours, theirs] = [await ringAt('a.key'), await ringAt('b.key')];
    const path = join(folder, 'a.key');
    const kept = fingerprintKey(ours);

    expect(holdsKey(ours, kept)).toBe(true);
    expect(holdsKey(theirs, kept)).toBe(false);
    const text = await readFile(path, 'utf8');
    await writeFile(path, `${text}2:${Buffer.alloc(32, 7).toString('base64')}\n`);
    expect(holdsKey(await openKeyFile(path), kept)).toBe(true);
    expect(kept).not.toContain(text.slice(2, 12));
  });
});
