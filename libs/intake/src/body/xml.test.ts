import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { accept, aRequest, reject } from '../intake.given.js';
import type { RawRequest } from '../raw-request.js';

const xml = (body: string | Uint8Array, type = 'application/xml'): RawRequest =>
  aRequest({ type, body });

describe('XML bodies', () => {
  it('gives elements, attributes as @names and repeated elements as lists; every value a text', async () => {
    const { body } = await accept(
      xml('<?xml version="1.0"?><order id="007"><item>1.0</item><item>2</item></order>'),
    );

    expect(body.kind).toBe('xml');
    expect(body.payload).toEqual({ order: { '@id': '007', item: ['1.0', '2'] } });
  });

  it('decodes the predefined entities and numbers once', async () => {
    const { body } = await accept(xml('<a t="&quot;">&lt;b&gt; &amp;lt; &#1040;&#x41;&#0;</a>'));

    expect(body.payload).toEqual({ a: { '@t': '"', '#text': '<b> &lt; АA\ufffd' } });
  });

  it('reads the encoding that the text itself declares', async () => {
    const head = Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>');
    const bytes = Buffer.concat([head, Buffer.from([0xc0, 0xed, 0xed, 0xe0]), Buffer.from('</a>')]);

    expect((await accept(xml(bytes, 'text/xml'))).body.payload).toEqual({ a: 'Анна' });
  });

  it.each([
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><a>&lol2;</a>',
    '<!doctype a SYSTEM "file:///etc/passwd"><a/>',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]><a/>',
    '<!DOCTYPE a><!DOCTYPE b><a/>',
    '<a><!ENTITY x "y"></a>',
  ])('IN-17: refuses a document type unread: %s', async (body) => {
    expect(await reject(xml(body))).toMatchObject({
      status: 400,
      reason: expect.stringContaining('document type'),
    });
  });

  it('IN-17: refuses a document type hidden in UTF-16', async () => {
    const bytes = Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'utf16le');

    expect((await reject(xml(bytes))).reason).toContain('document type');
  });

  it('IN-17: refuses 100,000 levels and 100,000 elements', async () => {
    const tower = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);

    expect((await reject(xml(tower))).status).toBe(400);
    expect((await reject(xml('<a>'.repeat(100) + '</a>'.repeat(100)))).reason).toContain(
      'too deep',
    );
    expect((await reject(xml(`<a>${'<b/>'.repeat(100_000)}</a>`))).status).toBe(400);
  });

  it('IN-17: refuses 90,000 attributes of one element in no time, and reads 9,000', async () => {
    const many = (count: number): string =>
      `<a ${Array.from({ length: count }, (_, at) => `a${at} = "1"`).join(' ')}/>`;
    const tooMany = xml(many(90_000));
    const spentMs = await quickestMs(async () => {
      expect((await reject(tooMany)).status).toBe(400);
    });

    expect(spentMs).toBeLessThan(200);
    const { body } = await accept(xml(many(9_000)));
    expect(body.payload).toMatchObject({ a: { '@a0': '1', '@a8999': '1' } });
  });

  it('IN-17: refuses a million numeric entities, and reads 100,000 in linear time', async () => {
    const spentMs = await quickestMs(async () => {
      const refused = await reject(xml(`<a>${'&#65;'.repeat(1_000_000)}</a>`));
      const { body } = await accept(xml(`<a>${'&#65;'.repeat(100_000)}</a>`));

      expect(refused.status).toBe(400);
      expect(body.payload).toEqual({ a: 'A'.repeat(100_000) });
    });

    expect(spentMs).toBeLessThan(1_000);
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'IN-17: an element named %s pollutes nothing',
    async (name) => {
      const outcome = await accept(xml(`<a><${name}><x>1</x></${name}></a>`)).catch(() => null);

      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual([]);
      if (outcome) expect(JSON.stringify(outcome.body.payload)).toContain('"x":"1"');
    },
  );

  it.each(['<a>', '<a></b>', 'no xml', '<a><b></a></b>'])(
    'refuses broken XML: %s',
    async (body) => {
      expect((await reject(xml(body))).status).toBe(400);
    },
  );
});
