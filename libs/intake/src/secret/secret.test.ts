import { describe, expect, it } from 'vitest';
import {
  accept,
  aForm,
  aFormBuilder,
  aRequest,
  reject,
  storedText as stored,
  take,
} from '../intake.given.js';
import { maskQuery } from './mask-secret.js';

const key = 's3cret/Ключ+"& =';
const connection = { name: 'X-Api-Key', value: key };
const wrong = 'another one that is long';
const undone = (text: string): string => decodeURIComponent(decodeURIComponent(text));
const inHeader = (value: string): [string, string] => ['x-api-key', value];

describe('a static secret', () => {
  it('is taken from a header, the query or the body', async () => {
    const query = `X-Api-Key=${encodeURIComponent(key)}`;

    const header = await take(aRequest({ headers: [inHeader(key)], body: '{}' }), { connection });
    const asked = await take(aRequest({ query, body: '{}' }), { connection });
    const inBody = await take(aForm({ 'X-Api-Key': key, Name: 'Анна' }), { connection });

    expect([header.outcome, asked.outcome, inBody.outcome]).toEqual(['event', 'event', 'event']);
  });

  it.each([
    ['missing', aRequest({ body: '{}' })],
    ['wrong in the header', aRequest({ headers: [inHeader(wrong)], body: '{}' })],
    ['a prefix', aRequest({ headers: [inHeader(key.slice(0, -1))], body: '{}' })],
    ['longer', aRequest({ headers: [inHeader(`${key}x`)], body: '{}' })],
    ['empty', aRequest({ headers: [inHeader('')], body: '{}' })],
    ['wrong in the body', aForm({ 'X-Api-Key': wrong })],
    ['a list in the body', aForm({ 'X-Api-Key[]': key })],
    ['inside a body that cannot be read', aRequest({ body: '{"X-Api-Key":' })],
  ])(
    'refuses a request whose key is %s with 401, and keeps nothing of its body',
    async (_, request) => {
      const refused = await reject(request, { connection });

      expect(refused.status).toBe(401);
      expect(refused.keptBytes.length).toBe(0);
      expect(stored(refused)).not.toContain(wrong);
    },
  );

  it('keeps the broken body of a proved sender, and none of one without proof', async () => {
    const broken = { body: `{"a": ${key}` };

    const proved = await reject(aRequest({ ...broken, headers: [inHeader(key)] }), { connection });
    const unproved = await reject(aRequest({ ...broken, method: 'TRACE' }), { connection });

    expect(proved.status).toBe(400);
    expect(Buffer.from(proved.keptBytes).toString()).toMatch(/^\{"a": \*+$/);
    expect([unproved.status, unproved.keptBytes.length]).toEqual([405, 0]);
  });

  it('is not stored with the way to the address, or with a header in which a proxy wrote the address', async () => {
    const written = encodeURIComponent(key);
    const request = aRequest({
      query: `X-Api-Key=${written}`,
      path: `/${written}/${written}/part`,
      headers: [
        ['x-original-uri', `/hooks/abc?X-Api-Key=${written}&a=1`],
        ['referer', `https://example.test/?k=${key}`],
        ['user-agent', 'a form'],
      ],
      body: '{}',
    });

    const taken = await take(request, { connection });
    const refused = await reject(
      { ...request, method: 'TRACE', headers: [...request.headers, inHeader(key)] },
      { connection },
    );

    expect([taken.outcome, refused.outcome]).toEqual(['event', 'rejected']);
    for (const outcome of [taken, refused]) {
      expect(outcome.path).toBe('/***/***/part');
      expect(outcome.headers).toContainEqual(['x-original-uri', '/hooks/abc?X-Api-Key=***&a=1']);
      expect(outcome.headers).toContainEqual(['referer', 'https://example.test/?k=***']);
      expect(outcome.headers).toContainEqual(['user-agent', 'a form']);
    }
  });

  it.each([
    'filename="a long secret.pdf"',
    'filename="x-a long secret"y.pdf"',
    "filename*=UTF-8''%61%20long%20secret.pdf",
  ])('is not stored in the name of a file: %s', async (fileName) => {
    const part = `--B\r\nContent-Disposition: form-data; name="doc"; ${fileName}\r\n\r\nx`;
    const request = aRequest({
      type: 'multipart/form-data; boundary=B',
      query: 'token=a+long+secret',
      body: `${part}\r\n--B--\r\n`,
    });
    const named = { name: 'token', value: 'a long secret' };
    const outcome = await accept(request, { connection: named });

    expect(stored(outcome)).not.toMatch(/long(?: |%20|\+)secret/);
    expect(outcome.body.files).toMatchObject([{ fileName: expect.stringContaining('***') }]);
  });

  it.each([
    ['the field', 'name="a long secret"; filename="a.pdf"', 'text/plain'],
    ['the field, encoded', 'name="x-%61%20long%20secret"; filename="a.pdf"', 'text/plain'],
    ['the field, encoded twice', 'name="a%2520long%2520secret-x"; filename="a.pdf"', 'text/plain'],
    ['the file, encoded', 'name="doc"; filename="x-a%20lon%67%20secret.pdf"', 'text/plain'],
    ['its type', 'name="doc"; filename="a.pdf"', 'text/plain; name="a long secret"'],
  ])('is not stored with a file that has it in the name of %s', async (_, names, type) => {
    const head = `Content-Disposition: form-data; ${names}\r\nContent-Type: ${type}`;
    const request = aRequest({
      type: 'multipart/form-data; boundary=B',
      query: 'token=a+long+secret',
      body: `--B\r\n${head}\r\n\r\nx\r\n--B--\r\n`,
    });
    const named = { name: 'token', value: 'a long secret' };
    const { body, rawBody } = await accept(request, { connection: named });

    expect(body.files).toHaveLength(1);
    const { bytes: _bytes, ...said } = body.files[0] ?? { bytes: null };
    const told = [JSON.stringify(said), Buffer.from(rawBody).toString()].map(undone).join();
    expect(told).not.toMatch(/long.?secret/);
  });

  it('is not stored with a header that spells it otherwise', async () => {
    const request = aRequest({
      query: 'token=a-long-secret',
      headers: [
        ['x-original-url', '/hooks/t?token=%61-long-%73ecret'],
        ['x-other', '/100%25?a=%61'],
      ],
    });
    const outcome = await accept(request, {
      connection: { name: 'token', value: 'a-long-secret' },
    });

    expect(outcome.headers).toContainEqual(['x-original-url', '***']);
    expect(outcome.headers).toContainEqual(['x-other', '/100%25?a=%61']);
  });

  it('that is short is hidden where it is a whole part of the way, and leaves other parts alone', async () => {
    const short = { name: 'X-Api-Key', value: 'abc' };
    const request = aRequest({ path: '/abc/abcde', query: 'X-Api-Key=abc', body: '{}' });

    expect((await take(request, { connection: short })).path).toBe('/***/abcde');
  });

  it('IN-12: refuses a request that shows the header twice', async () => {
    const headers = [inHeader(key), inHeader(wrong)];

    expect(await reject(aRequest({ headers, body: '{}' }), { connection })).toMatchObject({
      status: 400,
    });
  });

  it.each([{}, { name: 'X-Api-Key' }, { name: 'X-Api-Key', value: '' }, { name: ' ', value: key }])(
    'SIG-5: fails closed when the chosen connection holds %j',
    async (broken) => {
      const request = aRequest({ headers: [['x-api-key', '']], body: '{}' });

      expect(await reject(request, { connection: broken })).toMatchObject({ status: 401 });
    },
  );

  it('SIG-5: fails closed when a connection is chosen for a sender that has no secrets', async () => {
    const preset = aFormBuilder({ verify: [] });

    expect(await reject(aForm({ a: '1' }), { preset, connection })).toMatchObject({ status: 401 });
  });

  it('is not asked for when no connection is chosen', async () => {
    expect((await take(aRequest({ body: '{}' }))).outcome).toBe('event');
  });
});

describe('what is stored', () => {
  it.each([
    ['header', aRequest({ headers: [inHeader(key)], body: '{"a":1}' })],
    ['query', aRequest({ query: `a=1&x=2&X-Api-Key=${encodeURIComponent(key)}`, body: '{}' })],
    [
      'GET query',
      aRequest({ method: 'GET', type: null, query: `X-Api-Key=${encodeURIComponent(key)}` }),
    ],
    ['form', aForm({ Name: 'Анна', 'X-Api-Key': key })],
    ['JSON', aRequest({ body: JSON.stringify({ a: 1, 'X-Api-Key': key, copy: `<${key}>` }) })],
    [
      'multipart',
      aRequest({
        type: 'multipart/form-data; boundary=B',
        body: `--B\r\nContent-Disposition: form-data; name="X-Api-Key"\r\n\r\n${key}\r\n--B--\r\n`,
      }),
    ],
  ])('SC-6: does not hold the secret that came in the %s', async (_, request) => {
    const taken = await accept(request, { connection });

    const text = stored(taken);
    expect(text).not.toContain(key);
    expect(text).not.toContain(JSON.stringify(key).slice(1, -1));
    expect(text).not.toContain(encodeURIComponent(key));
    expect(text).not.toContain(new URLSearchParams({ a: key }).toString().slice(2));
    expect(taken.rawBody.length).toBe(request.body.length);
  });

  it('SC-6: keeps no raw byte when the secret is written in a way that cannot be found', async () => {
    const spelled = [...key].map(
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const body = `{"a":1,"X-Api-Key":"${spelled.join('')}"}`;
    const copied = body.replace('"a":1', `"a":1,"copy":${JSON.stringify(key)}`);

    const taken = await accept(aRequest({ body }), { connection });
    const twice = await accept(aRequest({ body: copied }), { connection });

    expect(Buffer.from(taken.rawBody).toString()).toMatch(/^\*+$/);
    expect(Buffer.from(twice.rawBody).toString()).toMatch(/^\*+$/);
    expect(taken.body).toMatchObject({ payload: { a: 1, 'X-Api-Key': '***' }, isDerived: true });
  });

  it.each([
    ['escaped without need', String.raw`{"a":1,"note":"see \u0061-key\u002Dof-a-sender!"}`],
    ['percent-encoded without need', '{"a":1,"note":"see %61-key%2Dof-a-sender"}'],
    ['encoded twice', '{"a":1,"note":"back=%3Fk%3D%2561-key-of-a-sender"}'],
    ['escaped and then encoded', String.raw`{"a":1,"note":"k=\u002561-key-of-a-sender"}`],
    ['escaped in JSON in a text', String.raw`{"a":1,"note":"{\"k\":\"\\u0061-key-of-a-sender\"}"}`],
    ['escaped in a name', String.raw`{"a":1,"\u0061-key-of-a-sender":2}`],
  ])('SC-6: does not hold a secret of the header that its JSON repeats %s', async (_, body) => {
    const named = { name: 'X-Api-Key', value: 'a-key-of-a-sender' };
    const { rawBody, body: kept } = await accept(
      aRequest({ headers: [inHeader(named.value)], body }),
      { connection: named },
    );

    expect(Buffer.from(rawBody).toString()).toMatch(/^\*+$/);
    expect(JSON.stringify(kept)).not.toContain('key');
    expect(kept).toMatchObject({ payload: { a: 1 }, isDerived: true });
  });

  it('SC-6: nor does what is kept of JSON that could not be read', async () => {
    const named = { name: 'X-Api-Key', value: 'a-key-of-a-sender' };
    const body = String.raw`{"note":"\u0061-key-of-a-sender"`;
    const request = aRequest({ headers: [inHeader(named.value)], body });

    const { keptBytes } = await reject(request, { connection: named });

    expect(Buffer.from(keptBytes).toString()).toMatch(/^\*+$/);
  });

  it('SC-6: leaves a body alone that is escaped and encoded and says nothing of the secret', async () => {
    const body = String.raw`{"name":"\u0410\u043d\u043d\u0430\n","page":"https://x.test/?a=%D0%90%20%61","b":"\u0061-key"}`;
    const named = { name: 'X-Api-Key', value: 'a-key-of-a-sender' };
    const request = aRequest({ headers: [inHeader(named.value)], body });

    const taken = await accept(request, { connection: named });

    expect(taken.rawBody).toBe(request.body);
    expect(taken.body.isDerived).toBe(false);
  });

  it.each([
    ['slashes escaped', JSON.stringify({ 'X-Api-Key': key }).replaceAll('/', '\\/')],
    ['small hex', JSON.stringify({ 'X-Api-Key': key }).replace('К', '\\u041a')],
  ])('SC-6: finds the secret in JSON with %s', async (_, body) => {
    const { rawBody } = await accept(aRequest({ body }), { connection });

    expect(Buffer.from(rawBody).toString()).not.toContain('s3cret');
  });

  it('SC-6: masks a short secret in its own field only', async () => {
    const short = { name: 'key', value: '7' };

    const taken = await accept(aForm({ Phone: '+7 777', key: '7' }), { connection: short });

    expect(taken.body.payload).toEqual({ Phone: '+7 777', key: '***' });
    expect(Buffer.from(taken.rawBody).toString()).toBe('Phone=%2B7+777&key=*');
  });

  it('SC-6: masks credentials in headers and keeps signatures and duplicates', async () => {
    const headers: [string, string][] = [
      ['Authorization', 'Bearer abc'],
      ['cookie', 'sid=1'],
      ['Proxy-Authorization', 'Basic x'],
      ['webhook-signature', 'v1,abc'],
      ['x-a', '1'],
      ['x-a', '2'],
    ];

    const taken = await accept(aRequest({ type: null, headers }));

    expect(taken.headers).toEqual([
      ['Authorization', '***'],
      ['cookie', '***'],
      ['Proxy-Authorization', '***'],
      ['webhook-signature', 'v1,abc'],
      ['x-a', '1'],
      ['x-a', '2'],
    ]);
  });
});

it.each([
  'key=a%2Dkey%2Dof%2Da%2Dsender',
  'a-key-of-a-sender',
  'page=2&a-key-of-a-sender=1',
  'a=1;k=a-key-of-a-sender',
  'auth=Bearer%20a-key-of-a-sender',
  'back=https%3A%2F%2Fexample.com%2F%3Fk%3Da-key-of-a-sender%26p%3D1',
])('no query is kept with the key of a sender, wherever it stands in it: %s', (query) => {
  const masked = maskQuery(query, { name: 'key', value: 'a-key-of-a-sender' });
  expect(decodeURIComponent(masked)).not.toContain('a-key-of-a-sender');
});
