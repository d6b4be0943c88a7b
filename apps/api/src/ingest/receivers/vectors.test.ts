import type { RawRequest } from '@hookline/intake';
import { describe, expect, it } from 'vitest';
import { judge, reasonOf, requestOf, usualUrl, vectors } from './judge-vector.given.js';
import type { Vector } from './vectors.given.js';

/** The connection's choices, and what is compared with the request and not computed with. */
const notSecret = ['method', 'signatureHeader', 'verifyToken', 'key'];
const mostPlaces = 1_000;

/** The text with each of its characters changed in turn; of a long one, so many of them from end to end. */
function eachChange(text: string): readonly (readonly [at: number, changed: string])[] {
  const step = Math.max(1, (text.length - 1) / (mostPlaces - 1));
  const count = Math.min(text.length, mostPlaces);
  return Array.from({ length: count }, (_, index) => {
    const at = Math.round(index * step);
    return [at, change(text, at)] as const;
  });
}

type Spoilt = readonly (readonly [what: string, request: RawRequest])[];

async function expectRefused(vector: Vector, changed: Spoilt): Promise<void> {
  for (const [what, request] of changed) {
    const reason = reasonOf(await judge(vector, request));
    expect(`${what}: ${reason}`).toMatch(/: (?:4\d\d) /);
  }
}

/** Two writings of one key: a prefix that says what it is, and bits at the end that are no part of it. */
function isSameKey(one: string, other: string): boolean {
  const bytesOf = (text: string) =>
    Buffer.from(text.trim().replace(/^wh(?:sec|pk)_/, ''), 'base64').toString('hex');
  return /^wh(?:sec|pk)_/.test(one) && bytesOf(one) === bytesOf(other);
}

/** The text with one of its characters changed to another of its kind: the case of an escape's letters is no matter. */
function change(text: string, at: number): string {
  const other =
    text[at]?.toLowerCase() === 'a'
      ? 'b'
      : text[at] === '1'
        ? '2'
        : /\d/.test(text[at] ?? '')
          ? '1'
          : 'a';
  return text.slice(0, at) + other + text.slice(at + 1);
}

describe('the conformance vectors', () => {
  it('are all there: with the one of PayPal, 35', () => {
    const ids = vectors.map(({ id }) => id.split(' ')[0]);

    expect(new Set(ids).size + 1).toBe(35);
  });

  it.each(vectors)('SIG-1: $id is accepted', async (vector) => {
    expect(reasonOf(await judge(vector, requestOf(vector)))).not.toMatch(/^\d/);
  });

  it.each(vectors)('SIG-1: $id fails when any byte of its body changes', async (vector) => {
    const { body = '' } = vector;
    // A GET has no body that could be signed.
    if (vector.method === 'GET') return;
    await expectRefused(vector, [
      ['a longer body', requestOf(vector, { body: `${body}x` })],
      ...eachChange(body).map(
        ([at, other]) => [`body at ${at}`, requestOf(vector, { body: other })] as const,
      ),
    ]);
  });

  it.each(vectors)('SIG-1: $id fails when any byte of its signature changes', async (vector) => {
    const changed = eachChange(vector.signature).map(
      ([at, signature]) => [`signature at ${at}`, requestOf(vector, { signature })] as const,
    );
    await expectRefused(vector, changed);
  });

  it.each(vectors)('SIG-1: $id fails when any byte of a signed header changes', async (vector) => {
    for (const name of vector.signedHeaders ?? []) {
      const { headers } = requestOf(vector);
      const value = headers.find(([key]) => key === name)?.[1] ?? '';
      expect(value).not.toBe('');
      const changed = eachChange(value).map(([at, other]) => {
        const spoilt = headers.map(([key, old]) => [key, key === name ? other : old] as const);
        return [`${name} at ${at}`, requestOf(vector, { headers: spoilt })] as const;
      });
      await expectRefused(vector, changed);
    }
  });

  it.each(vectors)('SIG-1: $id fails when any byte of its secret changes', async (vector) => {
    for (const [field, value] of Object.entries(vector.values)) {
      if (notSecret.includes(field)) continue;
      for (const [at, other] of eachChange(String(value))) {
        const values = { ...vector.values, [field]: other };
        if (isSameKey(String(value), other)) continue;
        const reason = reasonOf(await judge(vector, requestOf(vector), values));
        expect(`${field} at ${at}: ${reason}`).toMatch(/: (?:400|401) /);
      }
    }
  });

  it.each(vectors.filter(({ signsUrl }) => signsUrl))(
    'SIG-1: $id fails when any byte of its address changes',
    async (vector) => {
      const url = vector.url ?? usualUrl;
      const changed = eachChange(url).map(
        ([at, other]) => [`address at ${at}: ${other}`, requestOf(vector, { url: other })] as const,
      );
      await expectRefused(vector, changed);
    },
  );

  it.each(vectors.filter(({ signsUrl, type }) => signsUrl === true && type !== undefined))(
    'SIG-1: $id fails as whatever other type its body is said to be',
    async (vector) => {
      const { type = '' } = vector;
      const changed = eachChange(type).map(([at, other]) => {
        const headers = requestOf(vector).headers.map(
          ([key, old]) => [key, key === 'content-type' ? other : old] as const,
        );
        return [`type at ${at}: ${other}`, requestOf(vector, { headers })] as const;
      });
      // JSON is signed by its digest in the address, whatever it is called; but as a form its pairs are signed.
      if (type !== 'application/json') await expectRefused(vector, changed);
      const asForm = requestOf(vector).headers.map(
        ([key, old]) =>
          [key, key === 'content-type' ? 'application/x-www-form-urlencoded' : old] as const,
      );
      if (type === 'application/json')
        await expectRefused(vector, [['as a form', requestOf(vector, { headers: asForm })]]);
    },
  );

  it.each(vectors)(
    'SIG-4: $id fails cut short, empty, in another writing, and among too many',
    async (vector) => {
      const { signature } = vector;
      const mark =
        Math.max(signature.lastIndexOf('v1='), 0) +
        (/^(?:sha256=|v0=|v1a?,)/.exec(signature)?.[0].length ?? 0);
      const head = signature.slice(
        0,
        signature.includes('v1=') ? signature.indexOf('v1=') + 3 : mark,
      );
      const bytes = signature.slice(head.length);
      const isHex = /^[0-9a-f]+$/.test(bytes);
      const otherWriting = isHex
        ? Buffer.from(bytes, 'hex').toString('base64')
        : Buffer.from(bytes, 'base64').toString('hex');
      const spoilt = [
        head,
        head + bytes.slice(0, -4),
        head + bytes.slice(0, 2),
        `${head}${bytes}00`,
        head + otherWriting,
      ];
      for (const each of spoilt) {
        const outcome = await judge(vector, requestOf(vector, { signature: each }));
        expect(reasonOf(outcome)).toMatch(/^401 /);
      }
      const cut = await judge(
        vector,
        requestOf(vector, { signature: head + bytes.slice(0, isHex ? -2 : -4) }),
      );
      expect(reasonOf(cut)).toMatch(/cut short/);
    },
  );

  it.each(vectors)(
    'SIG-5: $id is refused when its header is missing, and when its secret is',
    async (vector) => {
      const bare = requestOf(vector);
      const name = 'header' in vector.carrier ? vector.carrier.header : '';
      const without =
        'header' in vector.carrier
          ? { ...bare, headers: bare.headers.filter(([key]) => key !== name) }
          : { ...bare, body: Buffer.from(vector.body ?? '') };

      expect(reasonOf(await judge(vector, without))).toMatch(/^401 the .* is missing$/);
      for (const empty of [
        {},
        Object.fromEntries(Object.keys(vector.values).map((key) => [key, ''])),
      ]) {
        expect(reasonOf(await judge(vector, bare, empty))).toMatch(/^401 /);
      }
    },
  );

  it.each(vectors.filter(({ carrier }) => 'header' in carrier))(
    'IN-12: $id is refused when its header comes twice',
    async (vector) => {
      const sent = requestOf(vector);
      const name = 'header' in vector.carrier ? vector.carrier.header : '';
      const headers = [...sent.headers, [name, vector.signature] as const];

      expect(reasonOf(await judge(vector, { ...sent, headers }))).toMatch(
        /^400 .*came more than once/,
      );
    },
  );
});
