import type { HttpRequest, HttpResponse, JsonObject, JsonValue } from '@hookline/connector-kit';
import { NeedsReconnect, Rejected, Throttled, Unavailable } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { aCall, json, recordingPorts } from '../ports.given.js';
import { http } from './http.connector.js';
import { request } from './request.action.js';

const url = 'https://example.com/lead';

async function send(
  input: JsonObject,
  connection: JsonObject | null = null,
  answer?: (asked: HttpRequest) => HttpResponse,
): Promise<{ asked: HttpRequest; output: JsonValue }> {
  const ports = recordingPorts(answer);
  const output = await request.perform(aCall(ports, { url, ...input }, connection));
  return { asked: ports.requests[0]!, output };
}

async function refusal(...given: Parameters<typeof send>): Promise<unknown> {
  return send(...given).then(
    () => null,
    (error: unknown) => error,
  );
}

describe('the request', () => {
  it('is a POST of JSON with the idempotency key when only a body is given', async () => {
    const { asked } = await send({ body: { id: 1, name: '"x"' } });

    expect(asked).toEqual({
      method: 'POST',
      url,
      headers: { 'idempotency-key': 'run-1:step', 'content-type': 'application/json' },
      body: '{"id":1,"name":"\\"x\\""}',
    });
  });

  it("keeps the author's own idempotency key and content type", async () => {
    const { asked } = await send({
      headers: { 'Idempotency-Key': 'mine', 'Content-Type': 'application/vnd.api+json' },
      body: {},
    });

    expect(asked.headers).toEqual({
      'idempotency-key': 'mine',
      'content-type': 'application/vnd.api+json',
    });
  });

  it.each([
    [
      'form',
      { a: '1 &', b: ['x', 'y'], c: { d: 5 }, e: null },
      'a=1+%26&b%5B%5D=x&b%5B%5D=y&c%5Bd%5D=5',
    ],
    ['raw', 'text', 'text'],
    ['raw', { a: 1 }, '{"a":1}'],
    ['json', '{"a": 1}', '{"a": 1}'],
    [undefined, 'text', 'text'],
    [undefined, [1], '[1]'],
  ])('writes a body of kind %s', async (bodyType, body, expected) => {
    const { asked } = await send({ body, ...(bodyType ? { bodyType } : {}) });

    expect(asked.body).toBe(expected);
  });

  it('writes multipart fields that cannot break out of their part', async () => {
    const body = { 'a"\r\nX: y': 'v', b: '--hooklinerun1step--' };

    const { asked } = await send({ bodyType: 'multipart', body });

    expect(asked.headers?.['content-type']).toBe('multipart/form-data; boundary=hooklinerun1stepx');
    expect(asked.body).toContain('name="a%22%0D%0AX: y"\r\n\r\nv\r\n');
  });

  it('sends no body with GET, and adds the query to the address', async () => {
    const { asked } = await send({
      method: 'GET',
      url: `${url}?a=1`,
      query: { b: 'x y', c: [1, 2], d: null },
      body: { x: 1 },
    });

    expect(asked).toEqual({ method: 'GET', url: `${url}?a=1&b=x+y&c=1&c=2`, headers: {} });
  });

  it.each([
    { headers: { 'X-A': 'a\r\nX-B: b' } },
    { headers: { 'X-A\r\nX-B': 'a' } },
    { headers: { 'X-A': 'a\0' } },
    { headers: { Host: 'evil' } },
    { headers: { 'Content-Length': '5' } },
    { headers: { 'transfer-encoding': 'chunked' } },
    { headers: { Connection: 'close' } },
    { headers: { '': 'a' } },
  ])('OU-1: refuses %j before anything is sent', async (input) => {
    expect(await refusal(input)).toMatchObject({ code: 'rejected', pointer: '/headers' });
  });

  it.each([
    [{ url: 'file:///etc/passwd' }, '/url'],
    [{ url: 'example.com' }, '/url'],
    [{ url: '' }, '/url'],
    [{ method: 'TRACE' }, '/method'],
    [{ bodyType: 'json', body: '{"a": "b"c"}' }, '/body'],
    [{ bodyType: 'form', body: [1] }, '/body'],
  ])('refuses %j', async (input, pointer) => {
    expect(await refusal(input)).toMatchObject({ code: 'rejected', pointer });
  });
});

describe('a connection', () => {
  it.each([
    [{ auth: 'bearer', token: 't' }, { authorization: 'Bearer t' }],
    [{ token: 't' }, { authorization: 'Bearer t' }],
    [{ auth: 'basic', user: 'Анна', password: 'p' }, { authorization: 'Basic 0JDQvdC90LA6cA==' }],
    [{ auth: 'header', headerName: 'X-Key', headerValue: 'k' }, { 'x-key': 'k' }],
    [{ auth: 'none' }, {}],
  ])('%j shows itself', async (connection, expected) => {
    const { asked } = await send({ method: 'GET' }, connection);

    expect(asked.headers).toEqual(expected);
  });

  it("wins over the author's header", async () => {
    const input = { method: 'GET', headers: { Authorization: 'mine' } };

    expect((await send(input, { token: 't' })).asked.headers).toEqual({
      authorization: 'Bearer t',
    });
  });

  it('OU-4: is shown to its own hosts only', async () => {
    const connection = { token: 't', hosts: 'api.example.com, EXAMPLE.com' };

    expect((await send({}, connection)).asked.url).toBe(url);
    expect(await refusal({ url: 'https://evil.test/' }, connection)).toMatchObject({
      code: 'rejected',
    });
    expect(await refusal({ url: 'https://example.com.evil.test/' }, connection)).toBeInstanceOf(
      Rejected,
    );
  });

  it('that lacks a value is refused in words that do not hold the others', async () => {
    const error = await refusal({}, { auth: 'basic', password: 'hush' });

    expect(error).toMatchObject({ code: 'rejected' });
    expect(String(error)).not.toContain('hush');
  });

  it('is tried with its own test address', async () => {
    const ports = recordingPorts(() => json({}, 401));
    const check = http.connection!.check;

    expect((await check({ ...ports, connection: { token: 't' } })).message).toContain('Saved');
    const tried = check({ ...ports, connection: { token: 't', testUrl: url } });
    await expect(tried).rejects.toBeInstanceOf(NeedsReconnect);
  });
});

describe('the answer', () => {
  const answer = (type: string | null, body: string | Uint8Array): (() => HttpResponse) => {
    return () => ({
      status: 200,
      headers: type === null ? {} : { 'content-type': type },
      body: typeof body === 'string' ? Buffer.from(body) : body,
    });
  };

  it.each([
    ['application/json; charset=utf-8', '{"a":1}', { a: 1 }],
    ['application/problem+json', '{"a":1}', { a: 1 }],
    ['application/json', 'not json', 'not json'],
    ['text/html', '<p>', '<p>'],
    ['application/xml', '<a/>', '<a/>'],
    [null, '[1]', [1]],
    ['application/json', '', null],
    ['image/png', new Uint8Array([1, 2]), 'AQI='],
  ])('of type %s is read as %j', async (type, body, expected) => {
    const { output } = await send({}, null, answer(type, body));

    expect(output).toMatchObject({ status: 200, body: expected });
  });

  it.each([
    [400, Rejected],
    [429, Throttled],
    [500, Unavailable],
  ])(
    'with status %i tells the platform what to do, and the person what was said',
    async (status, kind) => {
      const error = await refusal({}, null, () => json({ error: 'no such stage' }, status));

      expect(error).toBeInstanceOf(kind);
      expect(String(error)).toContain('no such stage');
    },
  );

  it('401 asks for a new connection where there is one, and for a change of the step where not', async () => {
    const unauthorised = (): HttpResponse => json({}, 401);

    expect(await refusal({}, { token: 't' }, unauthorised)).toBeInstanceOf(NeedsReconnect);
    expect(await refusal({}, null, unauthorised)).toBeInstanceOf(Rejected);
  });
});

describe('the effect', () => {
  it.each([
    ['GET', 'read'],
    ['HEAD', 'read'],
    ['PUT', 'idempotent'],
    ['DELETE', 'idempotent'],
    ['POST', 'keyed'],
    ['PATCH', 'keyed'],
  ])('of %s is %s', (method, effect) => {
    expect(request.effect({ hasConnection: false, input: { method } })).toBe(effect);
  });

  it('without a method is that of POST', () => {
    expect(request.effect({ hasConnection: false, input: {} })).toBe('keyed');
  });
});

describe('the check afterwards', () => {
  const check = 'https://example.com/leads?key=k1';
  const verify = async (
    input: JsonObject,
    answer: (asked: HttpRequest) => HttpResponse,
    connection: JsonObject | null = null,
  ) => {
    const ports = recordingPorts(answer);
    const call = aCall(ports, { url, checkUrl: check, ...input }, connection);
    return { verdict: await request.verify?.(call), asked: ports.requests };
  };

  it.each([
    [{ method: 'POST', checkUrl: check }, 'verifiable'],
    [{ method: 'PATCH', checkUrl: check }, 'verifiable'],
    [{ checkUrl: check }, 'verifiable'],
    [{ method: 'POST', checkUrl: ' ' }, 'keyed'],
    [{ method: 'POST', checkUrl: null }, 'keyed'],
    [{ method: 'PUT', checkUrl: check }, 'idempotent'],
    [{ method: 'GET', checkUrl: check }, 'read'],
  ])('makes %j %s', (input, effect) => {
    expect(request.effect({ hasConnection: false, input })).toBe(effect);
  });

  it.each([
    ['any answer 2xx', undefined, json({ id: 5 }), true],
    ['an answer with the text', 'k1', json({ key: 'k1' }), true],
    ['an answer without the text', 'k1', json({ leads: [] }), false],
    ['an empty list is an answer too, so without a text it proves', undefined, json([]), true],
    ['status 404', undefined, json({}, 404), false],
    ['status 404, whatever it says', 'k1', json({ looked: 'k1' }, 404), false],
    ['status 410', 'k1', json({}, 410), false],
    ['a redirect', undefined, json({}, 302), 'unknown'],
    ['status 400', 'k1', json({}, 400), 'unknown'],
    ['status 403', undefined, json({}, 403), 'unknown'],
    ['status 429', undefined, json({}, 429), 'unknown'],
    ['status 500', 'k1', json({ key: 'k1' }, 500), 'unknown'],
  ])('takes %s for what it is', async (_title, checkText, answer, happened) => {
    const { verdict } = await verify(checkText === undefined ? {} : { checkText }, () => answer);

    expect(verdict?.happened).toBe(happened);
  });

  it('gives the answer to later steps as the request would have', async () => {
    const { verdict } = await verify({}, () => json({ id: 5 }));

    expect(verdict).toMatchObject({ output: { status: 200, body: { id: 5 } } });
  });

  it('is a GET with the credentials and headers of the step, and nothing of its body', async () => {
    const { asked } = await verify(
      { headers: { 'X-Tenant': '7', 'Idempotency-Key': 'mine' }, body: { a: 1 } },
      () => json({}),
      { auth: 'bearer', token: 't' },
    );

    expect(asked).toEqual([
      { method: 'GET', url: check, headers: { 'x-tenant': '7', authorization: 'Bearer t' } },
    ]);
  });

  it('shows the credentials to no other host than the connection allows', async () => {
    const connection = { auth: 'bearer', token: 't', hosts: 'api.other.com' };

    await expect(verify({}, () => json({}), connection)).rejects.toBeInstanceOf(Rejected);
  });
});
