import { describe, expect, it } from 'vitest';
import { accept, aFormBuilder, aRequest, inheritedNames, reject, take } from '../intake.given.js';
import type { RawRequest } from '../raw-request.js';

type Part = { name: string; value: string; fileName?: string; extra?: string };

function parts(given: readonly Part[], end = '--B--\r\n'): RawRequest {
  const body = given.map(({ name, value, fileName, extra = '' }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/csv`;
    return `--B\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${extra}\r\n${value}\r\n`;
  });
  return aRequest({ type: 'multipart/form-data; boundary=B', body: body.join('') + end });
}

describe('a repeated multipart body', () => {
  const keyOf = async (boundary: string, file: string): Promise<unknown> => {
    const part = (rest: string): string =>
      `--${boundary}\r\nContent-Disposition: form-data; name=${rest}\r\n`;
    const body = `${part('"tranid"\r\n\r\n7')}${part(`"doc"; filename="a.txt"\r\n\r\n${file}`)}--${boundary}--\r\n`;
    const type = `multipart/form-data; boundary=${boundary}`;
    const outcome = await take(aRequest({ type, body }), { preset: aFormBuilder() });
    return outcome.outcome === 'event' ? outcome.dedupeKey : outcome;
  };

  it('is the same event under another border, and another event with another file', async () => {
    const first = await keyOf('AA', 'one');

    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyOf('BB', 'one')).toBe(first);
    expect(await keyOf('BB', 'two')).not.toBe(first);
  });
});

describe('multipart bodies', () => {
  it('gives fields, and files as bytes with a description among the fields', async () => {
    const { body } = await accept(
      parts([
        { name: 'Имя', value: 'Анна' },
        { name: 'tags[]', value: 'a' },
        { name: 'doc', value: '1;2', fileName: 'отчёт.csv' },
      ]),
    );

    expect(body.kind).toBe('multipart');
    expect(body.payload).toEqual({
      Имя: 'Анна',
      tags: ['a'],
      doc: { fileName: 'отчёт.csv', contentType: 'text/csv', bytes: 3 },
    });
    expect(body.files).toMatchObject([{ field: 'doc', fileName: 'отчёт.csv' }]);
    expect(Buffer.from(body.files[0]!.bytes).toString()).toBe('1;2');
  });

  it.each(['../../etc/passwd', '..\\\\..\\\\x', '/etc/passwd'])(
    'IN-16: takes the file name %s as words only',
    async (fileName) => {
      const { body } = await accept(parts([{ name: 'f', value: 'x', fileName }]));

      expect(body.files[0]!.fileName).not.toMatch(/[/\\]/);
    },
  );

  it.each([
    ['a"b.txt', 'a"b.txt'],
    ['a"b"c".txt', 'a"b"c".txt'],
    ['a;b.txt"; x', 'a;b.txt"; x'],
    ['отчёт "март".csv', 'отчёт "март".csv'],
    ['a\\"b.txt', 'a"b.txt'],
    ['a\\', ''],
  ])('keeps a file whose name is written badly: %s', async (fileName, kept) => {
    const { body } = await accept(
      parts([
        { name: 'Имя', value: 'Анна' },
        { name: 'doc', value: '1;2', fileName },
        { name: 'after', value: 'x' },
      ]),
    );

    expect(body.files).toMatchObject([{ field: 'doc', fileName: kept, contentType: 'text/csv' }]);
    expect(Buffer.from(body.files[0]!.bytes).toString()).toBe('1;2');
    expect(body.payload).toMatchObject({ Имя: 'Анна', after: 'x', doc: { fileName: kept } });
  });

  it.each([
    [`form-data; name="d"; filename*=UTF-8''отчёт.csv`, 'отчёт.csv'],
    [`form-data; name="d"; filename=a b.csv`, 'a b.csv'],
    [`form-data; name=d; filename=`, 'file'],
    [`attachment; name="d"; filename="x.csv"`, 'x.csv'],
    [`form-data; filename="x"y.csv"; name="d"`, 'x"y.csv'],
    [`form-data;; name="d"; filename="x.csv"`, 'x.csv'],
    [`form-data; name="d";\r\n filename="x"y.csv"`, 'x"y.csv'],
    [`form-data; name="d"; filename="x.csv`, 'x.csv'],
    [`form-data; name="d"; filename="x\0y\x01.csv"`, 'x_y_.csv'],
  ])('leaves out no part with the header %s', async (header, fileName) => {
    const text = `--B\r\nX-First: 1\r\nContent-Disposition: ${header}\r\n\r\nbytes\r\n--B--\r\n`;
    const { body } = await accept(
      aRequest({ type: 'multipart/form-data; boundary=B', body: text }),
    );

    expect(body.files).toMatchObject([{ field: 'd', fileName }]);
    expect(Buffer.from(body.files[0]!.bytes).toString()).toBe('bytes');
  });

  it.each(['content-disposition :', 'Content-Disposition \t:'])(
    'reads a part whose header has a blank before the colon: %s',
    async (name) => {
      const head = `--B\r\n${name} form-data; name="d"; filename="x.csv"\r\nContent-Type : text/csv`;
      const body = `${head}\r\n\r\nbytes : x\r\n--B--\r\n`;
      const outcome = await accept(aRequest({ type: 'multipart/form-data; boundary=B', body }));

      expect(outcome.body.files).toMatchObject([
        { field: 'd', fileName: 'x.csv', contentType: 'text/csv' },
      ]);
      expect(Buffer.from(outcome.body.files[0]!.bytes).toString()).toBe('bytes : x');
    },
  );

  it('gives parts without a name one that is free', async () => {
    const part = (rest: string, value: string) =>
      `--B\r\nContent-Disposition: form-data${rest}\r\n\r\n${value}\r\n`;
    const sent = [
      part('', 'one'),
      part('; name=""', 'two'),
      part('; filename="a.txt"', 'bytes'),
      part('; name="field"', 'own'),
      part('; name="file[x]"', 'own'),
    ];
    const body = `${sent.join('')}--B--\r\n`;
    const outcome = await accept(aRequest({ type: 'multipart/form-data; boundary=B', body }));

    expect(outcome.body.payload).toEqual({
      field2: 'one',
      field3: 'two',
      file2: { fileName: 'a.txt', contentType: 'text/plain', bytes: 5 },
      field: 'own',
      file: { x: 'own' },
    });
    expect(outcome.body.files).toMatchObject([{ field: 'file2', fileName: 'a.txt' }]);
  });

  it.each([
    ['я'.repeat(300) + '.pdf', 'я'.repeat(251) + '.pdf'],
    ['a'.repeat(250) + '😀'.repeat(9) + '.jpg', 'a'.repeat(250) + '.jpg'],
    ['a'.repeat(254) + '😀', 'a'.repeat(254)],
    ['x.'.repeat(200) + 'y'.repeat(100), ('x.'.repeat(200) + 'y').slice(0, 255)],
  ])('cuts a file name that is too long, but no sign and not its end: %s', async (sent, kept) => {
    const { body } = await accept(parts([{ name: 'doc', value: 'x', fileName: sent }]));

    expect(body.files).toMatchObject([{ fileName: kept }]);
    expect(body.payload).toMatchObject({ doc: { fileName: kept } });
  });

  it('mends nothing in what a part holds, and keeps the request as it came', async () => {
    const inside = '--C\r\nContent-Disposition: form-data; name="a"b"\r\n\r\nx --B y\r\n';
    const sent = parts([{ name: 'outer', value: inside, fileName: 'x"y' }]);
    const { body, rawBody } = await accept(sent);

    expect(Buffer.from(body.files[0]!.bytes).toString()).toBe(inside);
    expect(Buffer.from(rawBody)).toEqual(Buffer.from(sent.body));
  });

  it('reads a body of nothing but borders once', async () => {
    const body = Buffer.from('--B\r\n'.repeat(150_000));
    const beganAt = performance.now();
    await reject(aRequest({ type: 'multipart/form-data; boundary=B', body }));

    expect(performance.now() - beganAt).toBeLessThan(2_000);
  });

  it('keeps no sign in a file name that makes it read otherwise than it is', async () => {
    const fileName = 'invoice\u202Etxt.exe';
    const { body } = await accept(parts([{ name: 'doc', value: 'x', fileName }]));

    expect(body.files).toMatchObject([{ fileName: 'invoice_txt.exe' }]);
    expect(body.payload).toMatchObject({ doc: { fileName: 'invoice_txt.exe' } });
  });

  it('IN-16: takes names that would reach a prototype as flat names', async () => {
    const { body } = await accept(
      parts([
        { name: '__proto__', value: '1' },
        { name: 'constructor[prototype][x]', value: '2' },
        { name: '__proto__', value: '3', fileName: 'a' },
      ]),
    );

    expect(inheritedNames(body.payload)).toEqual([]);
    expect(Object.keys(body.payload as object)).toContain('__proto__');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('IN-16: refuses 10,001 parts', async () => {
    const many = Array.from({ length: 10_001 }, () => ({ name: 'a', value: '1' }));

    expect(await reject(parts(many))).toMatchObject({ status: 400 });
  });

  it('IN-16: refuses 11 files', async () => {
    const many = Array.from({ length: 11 }, () => ({ name: 'a', value: '1', fileName: 'x' }));

    expect(await reject(parts(many))).toMatchObject({
      status: 400,
      reason: expect.stringContaining('too many files'),
    });
  });

  it('IN-16: refuses a part with a 1 MB header', async () => {
    const huge = `X-Huge: ${'x'.repeat(1_000_000)}\r\n`;

    expect((await reject(parts([{ name: 'a', value: '1', extra: huge }]))).status).toBe(400);
  });

  it('IN-16: refuses a body that ends in the middle, also inside a file', async () => {
    const cut = parts([{ name: 'f', value: 'x'.repeat(1_000), fileName: 'x' }], '');

    expect(await reject(parts([{ name: 'a', value: '1' }], ''))).toMatchObject({ status: 400 });
    expect(await reject({ ...cut, body: cut.body.subarray(0, 500) })).toMatchObject({
      status: 400,
    });
  });

  it('IN-16: takes a nested multipart as an opaque part', async () => {
    const inner = '--C\r\nContent-Disposition: form-data; name="in"\r\n\r\nx\r\n--C--\r\n';

    const { body } = await accept(parts([{ name: 'outer', value: inner }]));

    expect(body.payload).toEqual({ outer: inner });
  });

  it('IN-8: refuses a multipart type without a boundary with 415', async () => {
    expect(await reject(aRequest({ type: 'multipart/form-data', body: 'x' }))).toMatchObject({
      status: 415,
    });
  });

  it('refuses a file beyond its limit with 413', async () => {
    const big = parts([{ name: 'f', value: 'x'.repeat(10_485_761), fileName: 'x' }]);

    expect(await reject(big)).toMatchObject({ status: 413 });
  });
});
