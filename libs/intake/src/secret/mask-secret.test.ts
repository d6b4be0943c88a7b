import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePart } from '../body/parse-form.js';
import {
  maskBody,
  maskPath,
  maskPayload,
  maskQuery,
  maskWords,
  spells,
  textMasker,
} from './mask-secret.js';
import { asBytes } from './undo-encoding.js';

const plainKey = { name: 'token', value: 'a-key_of.a~sender1' };
const oddKey = { name: 'a[b]', value: 'kéy/of "a" +sender' };

const escapeAll = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
/** Some of the signs as they are, others written otherwise, also those that need not be. */
const writings = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(...[...text].map((sign) => fc.constantFrom(encodeURIComponent(sign), escapeAll(sign))))
    .map((signs) => signs.join(''));
const someText = fc.string({ unit: fc.constantFrom('a', '1', '%', '+', 'é', '&', '=', '.', '2') });

describe('a secret in bytes', () => {
  it.each([plainKey, oddKey])('is gone, or known to stand there still: %j', (secret) => {
    const forms = fc.array(
      fc.oneof(
        fc.tuple(someText, someText),
        fc.tuple(someText, writings(secret.value)),
        fc.tuple(writings(secret.name), someText),
        fc.tuple(
          someText,
          someText.map((text) => `${text}${secret.value}${text}`),
        ),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(forms, (pairs) => {
        const body = asBytes(pairs.map(([name, value]) => `${name}=${value}`).join('&'));

        const masked = maskBody(body, secret);

        expect(masked.length).toBe(body.length);
        const told = decodePart(masked, null).text;
        if (told.includes(secret.value)) expect(spells(masked, secret)).toBe(true);
        for (const pair of masked.split('&')) {
          const [name = '', ...value] = pair.split('=');
          const isNamed = decodePart(name, null).text === secret.name && pair.includes('=');
          if (isNamed) expect(value.join('=')).toMatch(/^\**$/);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['a=1&to%6ben=secret2&b=2', 'a=1&to%6ben=*******&b=2'],
    ['token=x', 'token=*'],
    ['a&b&token=x&', 'a&b&token=*&'],
    ['a=1&token', 'a=1&token'],
    ['a=%61-key_of.a~sender1&b', 'a=********************&b'],
    ['a=b=c&=&&token==', 'a=b=c&=&&token=*'],
  ])('is found in the pairs of a form: %s', (body, kept) => {
    expect(maskBody(body, plainKey)).toBe(kept);
  });

  it.each(['x%61-key_of.a~sender1', 'a-key_of%2ea~sender1', 'a-key_of.a%7Esender1'])(
    'is spelled still where signs are encoded without need: %s',
    (text) => {
      expect(spells(text, plainKey)).toBe(true);
    },
  );

  it('is spelled still where it stands as it is, and is not where it was masked', () => {
    expect(spells(`{"a":"${plainKey.value}"}`, plainKey)).toBe(true);
    expect(spells('{"a":"******************","b":"%D0+"}', plainKey)).toBe(false);
  });

  it('is not searched for pair by pair in a time that grows with the square of the text', () => {
    const many = `${'a&'.repeat(400_000)}token=x`;
    const beganMs = performance.now();

    expect(maskQuery(many, plainKey).endsWith('&token=***')).toBe(true);
    expect(performance.now() - beganMs).toBeLessThan(2_000);
  });
});

describe('a secret in a path', () => {
  it.each([
    ['/a/kéy\\/of \\"a\\" +sender/b', { name: 'k', value: 'kéy/of "a" +sender' }],
    ['/x/\\u043f\\u0430\\u0440\\u043e\\u043b\\u044c-123', { name: 'k', value: 'пароль-123' }],
    ['/x/YWJjZGVm\\/MTIzNA==', { name: 'k', value: 'YWJjZGVm/MTIzNA==' }],
  ])('is found in it as JSON writes it: %s', (path, secret) => {
    expect(maskPath(path, secret)).toContain('***');
  });

  it('leaves the path as it is where it is not there', () => {
    expect(maskPath('/a/b\\c', plainKey)).toBe('/a/b\\c');
    expect(maskPath('/events/call', oddKey)).toBe('/events/call');
  });
});

describe('a secret in a payload', () => {
  it('is masked in texts, numbers and names, and what does not hold it is shared', () => {
    const shared = { deep: [1, { b: 'x' }], none: null };
    const payload = {
      first: shared,
      [`k ${plainKey.value}`]: 1,
      list: ['a', plainKey.value],
      z: 2,
    };

    const masked = maskPayload(payload, plainKey);

    expect(masked).toEqual({ first: shared, 'k ***': 1, list: ['a', '***'], z: 2 });
    expect(Object.keys(Object(masked))).toEqual(['first', 'k ***', 'list', 'z']);
    expect(Object.values(Object(masked))[0]).toBe(shared);
    expect(maskPayload({ a: 12, b: '12' }, { name: 'a', value: '12' })).toEqual({
      a: '***',
      b: '***',
    });
    expect(maskPayload(shared, plainKey)).toBe(shared);
  });
});

describe('a secret in the words around a request', () => {
  /** Each sign in any writing, the whole of it encoded again up to twice. */
  const hiding = (text: string): fc.Arbitrary<string> =>
    fc
      .tuple(writings(text), fc.integer({ min: 0, max: 2 }), fc.boolean())
      .map(([once, more, hasPluses]) => {
        let written = hasPluses ? once.replaceAll('%20', '+') : once;
        for (let round = 0; round < more; round += 1) written = encodeURIComponent(written);
        return written;
      });
  const places = fc.constantFrom(
    (hidden: string) => hidden,
    (hidden: string) => `/a/x${hidden}y/b`,
    (hidden: string) => `/${hidden}/${hidden}`,
    (hidden: string) => `a=1&b=x${hidden}y&c`,
    (hidden: string) => `back=http%3A%2F%2Fa%2Fx${hidden}`,
    (hidden: string) => `${hidden}=1`,
  );
  const sees = (text: string, value: string): boolean => {
    const seen = new Set<string>();
    const look = (at: string, rounds: number): void => {
      seen.add(at);
      if (rounds === 0) return;
      for (const each of [at, at.replaceAll('+', ' ')]) {
        look(
          decodePart(Buffer.from(each.replaceAll('+', '%2B')).toString('latin1'), null).text,
          rounds - 1,
        );
      }
    };
    look(text, 3);
    return [...seen].some((each) => each.includes(value));
  };

  it.each([plainKey, oddKey, { name: 'k', value: 'abc+/def==xyz' }])(
    'is in none of them, however it is encoded: %j',
    (secret) => {
      const inHeader = textMasker([secret]);
      fc.assert(
        fc.property(hiding(secret.value), places, (hidden, at) => {
          const text = at(hidden);
          const kept = [
            maskPath(text, secret),
            maskQuery(text, secret),
            inHeader(text),
            maskWords(text, secret),
          ];
          for (const each of kept)
            expect([text, each, sees(each, secret.value)]).toEqual([text, each, false]);
        }),
        { numRuns: 400 },
      );
    },
  );

  it('is cut out as narrowly as can be, and what holds none stays as it is', () => {
    const secret = { name: 'key', value: 'a-key-of-a-sender' };
    expect(maskPath('/a/x%61-key-of-a-senderz/b%20c', secret)).toBe('/a/***/b%20c');
    expect(maskPath('/a/b%2fc/%61', secret)).toBe('/a/b%2fc/%61');
    expect(maskPath('/a-key%2Dof-a/sender', secret)).toBe('/a-key%2Dof-a/sender');
    expect(maskPath('/a-k/ey', { name: 'key', value: 'a-k%2Fey/long' })).toBe('/a-k/ey');
    expect(maskPath('/x/lon%67/er/secret', { name: 'key', value: 'long/er/secret' })).toBe('/***');
    expect(maskQuery('a=%20&b=x%61-key-of-a-sender&c=%2525', secret)).toBe('a=%20&b=***&c=%2525');
    expect(maskQuery('%61-key-of-a-sender=1&c=%61', secret)).toBe('***&c=%61');
    expect(maskPath('/a+b/a%2Bb/a%20b', { name: 'key', value: 'a+b' })).toBe('/***/***/a%20b');
    expect(maskWords('résumé %61.pdf', secret)).toBe('résumé %61.pdf');
  });
});
