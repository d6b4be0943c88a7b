import { createHmac } from 'node:crypto';
import type { JsonObject } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { createIntake, type IntakeOutcome, type RawRequest } from '@hookline/intake';
import { describe, expect, it } from 'vitest';
import { derivedVectors, publishedVectors, type Vector } from './vectors.given.js';

const vectors = [...publishedVectors, ...derivedVectors];
const usualUrl = 'https://hooks.example.test/h/abc';

type Change = Partial<Pick<RawRequest, 'url' | 'receivedAtMs' | 'headers'>> & { body?: string };

function requestOf(vector: Vector, change: Change & { signature?: string } = {}): RawRequest {
  const signature = change.signature ?? vector.signature;
  const url = change.url ?? vector.url ?? usualUrl;
  const sent = change.body ?? vector.body ?? '';
  const { carrier } = vector;
  const isField = 'field' in carrier;
  const body = isField ? `${sent}&${carrier.field}=${signature}` : sent;
  const own = Object.entries(vector.headers ?? {});
  return {
    method: vector.method ?? 'POST',
    path: '',
    query: url.split('?')[1] ?? '',
    url,
    headers: change.headers ?? [
      ['content-type', vector.type ?? 'application/json'],
      ...own,
      ...(isField ? [] : [[carrier.header, signature] as const]),
    ],
    body: Buffer.from(body),
    address: null,
    receivedAtMs: change.receivedAtMs ?? vector.atMs ?? 1_700_000_000_000,
  };
}

async function judge(
  vector: Vector,
  request: RawRequest,
  values: JsonObject = vector.values,
): Promise<IntakeOutcome> {
  const preset = findReceiver(...vector.source);
  if (!preset) throw new Error('no such receiver');
  // P18 is a GET, which HubSpot itself never sends: its signature is what counts.
  const open = { ...preset, methods: [...preset.methods, 'GET'] };
  return createIntake(open, {})(request, { verification: values });
}

const reasonOf = (outcome: IntakeOutcome): string =>
  outcome.outcome === 'rejected' ? `${outcome.status} ${outcome.reason}` : outcome.outcome;

/** The connection's choices, and what is compared with the request and not computed with. */
const notSecret = ['method', 'signatureHeader', 'verifyToken', 'key'];
const mostPlaces = 200;

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

describe('a signature that leaves the body out', () => {
  const values = { secret: 'a token of thirty-two characters' };
  const url = 'https://hooks.example.test/h/abc?MessageSid=SM1&Body=hi';
  const signature = createHmac('sha1', values.secret).update(url).digest('base64');
  const forged = (method: string, type: string): RawRequest => ({
    method,
    path: '',
    query: 'MessageSid=SM1&Body=hi',
    url,
    headers: [
      ['content-type', type],
      ['x-twilio-signature', signature],
    ],
    body: Buffer.from(method === 'GET' ? '' : '{"MessageSid":"FORGED"}'),
    address: null,
    receivedAtMs: 1_700_000_000_000,
  });
  const judgeTwilio = async (request: RawRequest): Promise<string> => {
    const preset = findReceiver('twilio', 'message');
    if (!preset) throw new Error('no such receiver');
    return reasonOf(await createIntake(preset, {})(request, { verification: values }));
  };

  it.each([
    'application/json',
    'application/json; note=urlencoded',
    'application/x-urlencoded+json',
    'text/urlencoded',
    'application/x-www-form-urlencoded2',
  ])('SIG-1: does not let another body of type %s in under it', async (type) => {
    expect(await judgeTwilio(forged('GET', 'text/plain'))).toBe('event');
    expect(await judgeTwilio(forged('POST', type))).toMatch(/^401/);
  });
});

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
