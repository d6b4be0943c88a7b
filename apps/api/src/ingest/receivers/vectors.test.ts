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

/** The text with one of its characters changed to another of its kind. */
function change(text: string, at: number): string {
  const other =
    text[at] === 'a' ? 'b' : text[at] === '1' ? '2' : /\d/.test(text[at] ?? '') ? '1' : 'a';
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

  it.each(vectors)('SIG-1: $id fails when one byte of it changes', async (vector) => {
    const { body = '', signature, values } = vector;
    const url = vector.url ?? usualUrl;
    const places = (text: string): number[] =>
      [...new Set([0, text.length >> 1, text.length - 1])].filter((at) => at >= 0 && text !== '');
    // A field name of a form that is signed decoded, or the port of an address, has other spellings; a letter has none.
    const changed: [string, RawRequest, JsonObject?][] = [
      ['a longer body', requestOf(vector, { body: `${body}x` })],
      ...places(body).map((at): [string, RawRequest] => [
        `body at ${at}`,
        requestOf(vector, { body: change(body, at) }),
      ]),
      ...places(signature).map((at): [string, RawRequest] => [
        `signature at ${at}`,
        requestOf(vector, { signature: change(signature, at) }),
      ]),
      ...Object.entries(values).flatMap(([field, value]): [string, RawRequest, JsonObject][] =>
        ['method', 'signatureHeader', 'verifyToken', 'key'].includes(field)
          ? []
          : [
              [
                field,
                requestOf(vector),
                { ...values, [field]: change(String(value), String(value).length >> 1) },
              ],
            ],
      ),
      ...(vector.signsUrl
        ? [
            ['the address', requestOf(vector, { url: change(url, url.length - 1) })] as [
              string,
              RawRequest,
            ],
          ]
        : []),
      ...(vector.signedHeaders ?? []).map((name): [string, RawRequest] => {
        const sent = requestOf(vector);
        const headers = sent.headers.map(([key, value]) =>
          key === name
            ? ([key, change(value, value.length - 1)] as const)
            : ([key, value] as const),
        );
        return [name, { ...sent, headers }];
      }),
    ];
    for (const [what, request, other] of changed) {
      // A GET has no body that could be signed.
      if (vector.method === 'GET' && what.includes('body')) continue;
      expect(`${what}: ${reasonOf(await judge(vector, request, other))}`).toMatch(/: (?:400|401) /);
    }
  });

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
