import { describe, expect, it } from 'vitest';
import { accept, aRequest, reject, take } from '../intake.given.js';

describe('types of bodies', () => {
  it.each([
    ['APPLICATION/JSON', 'json'],
    [' application/json', 'json'],
    ['application/json\t', 'json'],
    ['application/json;charset=utf-8', 'json'],
    ['application/vnd.api+json', 'json'],
    ['text/plain', 'text'],
    ['application/octet-stream', 'bytes'],
    ['application/pdf', 'bytes'],
  ])('IN-8: takes a body of type %j as %s', async (type, kind) => {
    const { body } = await accept(aRequest({ type, body: '{"a":1}' }));

    expect(body.kind).toBe(kind);
  });

  it.each(['application/json garbage', 'json', '/', 'application/', ';', 'a b/c'])(
    'IN-8: refuses the malformed type %j with 415',
    async (type) => {
      expect(await reject(aRequest({ type, body: '{}' }))).toMatchObject({ status: 415 });
    },
  );

  it('IN-8: refuses two different types with 415 and takes the same one twice', async () => {
    const other: [string, string][] = [['Content-Type', 'text/plain']];
    const same: [string, string][] = [['Content-Type', 'application/json']];

    expect(await reject(aRequest({ headers: other, body: '{}' }))).toMatchObject({ status: 415 });
    expect((await take(aRequest({ headers: same, body: '{}' }))).outcome).toBe('event');
  });

  it('IN-8: keeps a body without a type as bytes, and reads it when it is JSON', async () => {
    const bytes = await accept(aRequest({ type: null, body: Buffer.from([1, 2, 3]) }));
    const json = await accept(aRequest({ type: null, body: ' {"a":1}' }));
    const broken = await accept(aRequest({ type: null, body: '{"a":' }));

    expect(bytes.body).toMatchObject({ kind: 'bytes', payload: {} });
    expect(json.body).toMatchObject({ kind: 'json', payload: { a: 1 } });
    expect(broken.body.kind).toBe('bytes');
  });

  it('IN-8: leaves JSON declared as text a text, and reads JSON declared as a form', async () => {
    const text = await accept(aRequest({ type: 'text/plain', body: '{"a":1}' }));
    const form = await accept(
      aRequest({ type: 'application/x-www-form-urlencoded', body: '{"a":"b=c&d"}' }),
    );

    expect(text.body).toMatchObject({ kind: 'text', payload: { text: '{"a":1}' } });
    expect(form.body).toMatchObject({ kind: 'json', payload: { a: 'b=c&d' } });
  });

  it('takes an empty body as none, whatever is declared', async () => {
    expect((await accept(aRequest({ body: '' }))).body).toMatchObject({
      kind: 'none',
      payload: {},
    });
  });

  it("takes a GET's query as its payload, and leaves a POST's query out of it", async () => {
    const got = await accept(aRequest({ method: 'GET', type: null, query: 'a=1&b[]=2' }));
    const posted = await accept(aRequest({ query: 'a=1', body: '{"b":2}' }));

    expect(got.body.payload).toEqual({ a: '1', b: ['2'] });
    expect(posted.body.payload).toEqual({ b: 2 });
    expect(posted.query).toBe('a=1');
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, gzip', 'x-unknown'])(
    'IN-10: refuses Content-Encoding %s unread',
    async (encoding) => {
      const request = aRequest({ headers: [['Content-Encoding', encoding]], body: '{}' });

      expect(await reject(request)).toMatchObject({ status: 415 });
    },
  );

  it('takes Content-Encoding identity', async () => {
    const request = aRequest({ headers: [['Content-Encoding', 'Identity']], body: '{}' });

    expect((await take(request)).outcome).toBe('event');
  });
});
