import { describe, expect, it } from 'vitest';
import { accept, aForm, aRequest, reject, take } from '../intake.given.js';

const utf8 = (text: string): Uint8Array => Buffer.from(text);

describe('JSON bodies', () => {
  it('gives the parsed value, and needs no copy of it beside the raw bytes', async () => {
    const { body, rawBody } = await accept(aRequest({ body: '{"a":{"b":[1,null,"x"]}}' }));

    expect(body).toEqual({
      kind: 'json',
      payload: { a: { b: [1, null, 'x'] } },
      files: [],
      isDerived: false,
      wasRepaired: false,
    });
    expect(Buffer.from(rawBody).toString()).toBe('{"a":{"b":[1,null,"x"]}}');
  });

  it('IN-2: refuses 100,000 nested levels before parsing them', async () => {
    const tower = '['.repeat(100_000) + ']'.repeat(100_000);

    const refused = await reject(aRequest({ body: tower }));

    expect(refused).toMatchObject({ status: 400, reason: expect.stringContaining('too deep') });
    expect(refused.keptBytes.length).toBe(4_096);
  });

  it('IN-2: takes 64 levels and refuses 65', async () => {
    const levels = (count: number): string => '['.repeat(count) + ']'.repeat(count);

    expect((await take(aRequest({ body: levels(64) }))).outcome).toBe('event');
    expect((await take(aRequest({ body: levels(65) }))).outcome).toBe('rejected');
  });

  it('IN-2: counts no bracket and no colon inside a text, also behind escaped quotes', async () => {
    const text = `\\"${'['.repeat(1_000)}\\\\`;

    const { body } = await accept(aRequest({ body: `{"a":"${text}","b":"\\"::::"}` }));

    expect(body.payload).toEqual({ a: `"${'['.repeat(1_000)}\\`, b: '"::::' });
  });

  it('IN-3: refuses 60,000 names and takes 10,000', async () => {
    const names = (count: number): string =>
      `{${Array.from({ length: count }, (_, at) => `"k${at}":1`).join(',')}}`;

    expect((await reject(aRequest({ body: names(60_000) }))).reason).toContain('too many fields');
    expect((await take(aRequest({ body: names(10_000) }))).outcome).toBe('event');
  });

  it.each([
    ['9007199254740993', '"9007199254740993"'],
    ['-9007199254740993', '"-9007199254740993"'],
    ['12345678901234567890123', '"12345678901234567890123"'],
    ['1000000000000000000000', '"1000000000000000000000"'],
    // Exact as they are: a text would only surprise.
    ['9007199254740991', '9007199254740991'],
    ['10000000000000000', '10000000000000000'],
    ['79161234567', '79161234567'],
    // A measurement, whose last digits nobody meant.
    ['3.14159265358979323846', '3.141592653589793'],
    ['1.2345678901234567890e20', '123456789012345680000'],
  ])('IN-3: reads the integer %s as %s, and its digits are not rounded', async (digits, read) => {
    const text = `{"id":${digits},"list":[${digits}, ${digits}],"text":"${digits} \\" ${digits}"}`;

    const { body } = await accept(aRequest({ body: text }));

    const value: unknown = JSON.parse(read);
    expect(body.payload).toEqual({
      id: value,
      list: [value, value],
      text: `${digits} " ${digits}`,
    });
    // What the worker reads is the stored payload, not what any parser makes of the bytes.
    expect(body.isDerived).toBe(typeof value === 'string');
    expect(body.wasRepaired).toBe(false);
  });

  it('IN-3: does not repair what is no JSON into JSON', async () => {
    for (const body of [
      '{12345678901234567890:1}',
      '012345678901234567890',
      '[-]',
      '[1234567890123456789e]',
    ])
      expect((await take(aRequest({ body }))).outcome).toBe('rejected');
  });

  it('IN-3: looks at a megabyte of long numbers once, not once for each digit', async () => {
    const body = `[${Array.from({ length: 3_300 }, () => '1'.repeat(308)).join(',')}]`;
    const started = performance.now();

    expect((await take(aRequest({ body }))).outcome).toBe('event');
    expect(performance.now() - started).toBeLessThan(250);
  });

  it('IN-3: keeps numbers losslessly in the raw bytes and says when the payload cannot hold one', async () => {
    const text = `{"big":1e999,"long":${'9'.repeat(400)},"zero":-0,"twice":1,"twice":2}`;

    const { body, rawBody } = await accept(aRequest({ body: text }));

    expect(body.payload).toEqual({ big: null, long: '9'.repeat(400), zero: -0, twice: 2 });
    expect(body).toMatchObject({ isDerived: true, wasRepaired: true });
    expect(Buffer.from(rawBody).toString()).toBe(text);
  });

  it.each([
    '{"__proto__":{"x":1}}',
    '{"a":[{"\\u005f_proto__":{"x":1}}]}',
    '{"constructor":{"prototype":{"x":1}}}',
  ])('IN-4: refuses %s', async (body) => {
    expect(await reject(aRequest({ body }))).toMatchObject({
      status: 400,
      reason: expect.stringContaining('not allowed'),
    });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('IN-7: keeps invalid UTF-8 in the raw bytes and flags the repaired payload', async () => {
    const bytes = Buffer.concat([utf8('{"a":"'), Buffer.from([0xff, 0xfe]), utf8('"}')]);

    const { body, rawBody } = await accept(aRequest({ body: bytes }));

    expect(body).toMatchObject({
      payload: { a: '\ufffd\ufffd' },
      isDerived: true,
      wasRepaired: true,
    });
    expect(Buffer.compare(rawBody, bytes)).toBe(0);
  });

  it.each(['{"a":"x\\u0000y"}', '{"a":"x\0y"}', '{"a":"x\\ud800y"}'])(
    'IN-7: replaces what no database text can hold: %j',
    async (body) => {
      const taken = await accept(aRequest({ body }));

      expect(taken.body).toMatchObject({ payload: { a: 'x\ufffdy' }, wasRepaired: true });
    },
  );

  it('IN-7: reads UTF-16 by its byte order mark, and skips a mark of UTF-8', async () => {
    const utf16 = Buffer.from('\ufeff{"имя":"Анна"}', 'utf16le');

    const wide = await accept(aRequest({ body: utf16 }));
    const marked = await accept(aRequest({ body: '\ufeff{"a":1}' }));

    expect(wide.body).toMatchObject({ payload: { имя: 'Анна' }, isDerived: true });
    expect(marked.body).toMatchObject({ payload: { a: 1 }, isDerived: true, wasRepaired: false });
  });

  it('refuses declared JSON that is none, and keeps its first 4 KiB for the owner', async () => {
    const refused = await reject(aRequest({ body: '{"a":' }));

    expect(refused).toMatchObject({ status: 400, reason: 'the JSON cannot be read' });
    expect(Buffer.from(refused.keptBytes).toString()).toBe('{"a":');
  });
});

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

describe('forms', () => {
  it('nests bracket names, numbers from zero as lists', async () => {
    const request = aForm([
      ['payment[products][0][name]', 'Чай'],
      ['payment[products][0][price]', '100'],
      ['payment[products][1][name]', 'Кофе'],
      ['tags[]', 'a'],
      ['tags[]', 'b'],
      ['leads[add][7][id]', '5'],
    ]);

    expect((await accept(request)).body.payload).toEqual({
      payment: { products: [{ name: 'Чай', price: '100' }, { name: 'Кофе' }] },
      tags: ['a', 'b'],
      leads: { add: { '7': { id: '5' } } },
    });
  });

  it('makes a list of a repeated name and loses nothing where names contradict each other', async () => {
    const request = aForm([
      ['size', 'S'],
      ['size', 'M'],
      ['a', '1'],
      ['a[b]', '2'],
      ['broken[x', '3'],
      ['[x]', '4'],
    ]);

    expect((await accept(request)).body.payload).toEqual({
      size: ['S', 'M'],
      a: { '0': '1', b: '2' },
      'broken[x': '3',
      '[x]': '4',
    });
  });

  it.each(['__proto__[x]', 'constructor[prototype][x]', '__proto__', 'a[__proto__][x]'])(
    'IN-5: stores the name %s flat, as an own name of an object without prototype',
    async (name) => {
      const { payload } = (await accept(aForm({ [name]: '1' }))).body;

      expect(Object.getPrototypeOf(payload)).toBeNull();
      expect(Object.entries(payload as object)).toEqual([[name, '1']]);
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );

  it('IN-6: makes no sparse list of a far index', async () => {
    const { payload } = (await accept(aForm({ 'a[0]': 'x', 'a[999999999]': 'y' }))).body;

    expect(payload).toEqual({ a: { '0': 'x', '999999999': 'y' } });
  });

  it('IN-6: refuses more than 1,000 pairs and takes 1,000', async () => {
    const pairs = (count: number): [string, string][] =>
      Array.from({ length: count }, () => ['a[]', '1']);

    expect(await reject(aForm(pairs(10_000)))).toMatchObject({ status: 400 });
    expect((await accept(aForm(pairs(1_000)))).body.payload).toMatchObject({
      a: { length: 1_000 },
    });
  });

  it('refuses a name nested deeper than 64', async () => {
    expect(await reject(aForm({ [`a${'[b]'.repeat(65)}`]: '1' }))).toMatchObject({ status: 400 });
  });

  it('decodes plus, percent and lone percent signs, and other charsets where declared', async () => {
    const type = 'application/x-www-form-urlencoded';
    const plain = await accept(aRequest({ type, body: 'a=1+2%2B3&b=100%&c&d=%D0%B9&=e' }));
    const old = await accept(
      aRequest({ type: `${type}; charset=windows-1251`, body: 'a=%C0%ED%ED%E0' }),
    );

    expect(plain.body.payload).toEqual({ a: '1 2+3', b: '100%', c: '', d: 'й', '': 'e' });
    expect(old.body.payload).toEqual({ a: 'Анна' });
  });

  it('IN-7: flags a form whose percent signs hide no UTF-8 or a NUL', async () => {
    const type = 'application/x-www-form-urlencoded';

    const { body } = await accept(aRequest({ type, body: 'a=%FF&b=x%00' }));

    expect(body).toMatchObject({ payload: { a: '\ufffd', b: 'x\ufffd' }, wasRepaired: true });
  });
});

describe('text', () => {
  it('IN-9: takes fields that imitate an uploaded file as plain data', async () => {
    const imitation = {
      files: [{ filepath: '/etc/passwd', buffer: { type: 'Buffer', data: [1] } }],
    };

    const { body } = await accept(aRequest({ body: JSON.stringify(imitation) }));

    expect(body.files).toEqual([]);
    expect(body.payload).toEqual(imitation);
  });
});
