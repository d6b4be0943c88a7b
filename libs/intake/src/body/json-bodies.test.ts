import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { accept, aRequest, reject, take } from '../intake.given.js';

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

  it.each(['{}', '[]', '0', '""'])(
    'IN-3: refuses a list of 20,000 times %s and takes 9,000, for each is larger when it is read',
    async (value) => {
      const list = (count: number): string =>
        `[${Array.from({ length: count }, () => value).join(',')}]`;

      const refused = await reject(aRequest({ body: list(20_000) }));
      expect(refused.reason).toBe('the JSON has too many values; 20000 are allowed');
      expect((await take(aRequest({ body: list(9_000) }))).outcome).toBe('event');
    },
  );

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
    const spentMs = await quickestMs(async () => {
      expect((await take(aRequest({ body }))).outcome).toBe('event');
    });

    expect(spentMs).toBeLessThan(250);
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
