import { describe, expect, it } from 'vitest';
import { judge, reasonOf, requestOf, vectors } from './judge-vector.given.js';

const timed = vectors.filter(
  ({ signature, signedHeaders = [] }) =>
    /^t=/.test(signature) || signedHeaders.some((name) => /timestamp/i.test(name)),
);

describe('an old request', () => {
  it.each(timed)('SIG-3: $id is refused 301 s early or late', async (vector) => {
    const { receivedAtMs } = requestOf(vector);
    for (const [bySecs, words] of [
      [301, /expired: it is 301 s old/],
      [-301, /expired: it is 301 s ahead/],
    ] as const) {
      const late = requestOf(vector, { receivedAtMs: receivedAtMs + bySecs * 1_000 });

      expect(reasonOf(await judge(vector, late))).toMatch(words);
    }
    const near = requestOf(vector, { receivedAtMs: receivedAtMs + 170_000 });
    expect(reasonOf(await judge(vector, near))).not.toMatch(/^\d/);
  });

  it.each(timed.filter(({ signedHeaders }) => signedHeaders))(
    'SIG-3: $id is refused with a time that is none',
    async (vector) => {
      const sent = requestOf(vector);
      for (const text of [
        'NaN',
        '1e20',
        '-1700000000',
        ' 1700000000',
        '1700000000 ',
        '',
        '2024-99-01T00:00:00Z',
      ]) {
        const headers = sent.headers.map(([key, value]) =>
          /timestamp/i.test(key) ? ([key, text] as const) : ([key, value] as const),
        );

        expect(reasonOf(await judge(vector, { ...sent, headers }))).toMatch(/^401 /);
      }
    },
  );
});
