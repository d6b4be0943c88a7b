import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { readers } from './read-field.js';

describe('reading one e-mail address', () => {
  it.each(['a@x.ru', ' Anna.P+tag@Example.com ', 'анна@пример.рф'])('takes %j', (value) => {
    expect(readers.email(value)).toEqual({ ok: true, value: value.trim() });
  });

  it.each([
    'b@x.ru\r\nBcc: evil@x.ru',
    'b@x.ru\nevil@x.ru',
    'a@x.ru, evil@x.ru',
    'a@x.ru;evil@x.ru',
    'G: e1@x.ru, e2@x.ru;',
    '"b@x.ru" <evil@y.ru>',
    '"evil@evil"@x.ru',
    'a(comment)@x.ru',
    'a@[127.0.0.1]',
    'a@b@c',
    'a\u2028@x.ru',
    '@x.ru',
    'a@',
    '',
    5,
    null,
    ['a@x.ru'],
    { address: 'a@x.ru' },
  ])('MA-2, MA-3: refuses %j', (value) => {
    expect(readers.email(value).ok).toBe(false);
  });

  it('MA-7: refuses a megabyte of nested comments at once', async () => {
    const text = `${'('.repeat(500_000)}${')'.repeat(500_000)}@x.ru`;
    const spentMs = await quickestMs(() => expect(readers.email(text).ok).toBe(false));

    expect(spentMs).toBeLessThan(50);
  });
});

describe('reading several addresses', () => {
  it('takes one, and a list, each once', () => {
    expect(readers.emails('a@x.ru')).toEqual({ ok: true, value: ['a@x.ru'] });
    expect(readers.emails(['a@x.ru', ' b@x.ru', 'a@x.ru'])).toEqual({
      ok: true,
      value: ['a@x.ru', 'b@x.ru'],
    });
  });

  it('leaves out an element of the list that this lead does not have', () => {
    expect(readers.emails(['a@x.ru', null, ''])).toEqual({ ok: true, value: ['a@x.ru'] });
  });

  it.each([
    'a@x.ru, b@x.ru',
    'a@x.ru\u0000',
    'a@x.ru\ufffd',
    'a@x.ru\r\nBcc: b@x.ru',
    [['a@x.ru']],
    [],
    ['a@x.ru,b@x.ru'],
    Array.from({ length: 51 }, (_, at) => `a${at}@x.ru`),
    { 0: 'a@x.ru' },
  ])('MA-3: refuses %j whole', (value) => {
    expect(readers.emails(value).ok).toBe(false);
  });
});

describe('reading other kinds', () => {
  it('takes numbers from text, and nothing that is none', () => {
    expect(readers.number(' 12.5 ')).toEqual({ ok: true, value: 12.5 });
    for (const value of ['', 'x', '1e999', '12 34', true, [], {}]) {
      expect(readers.number(value).ok).toBe(false);
    }
  });

  it('takes yes and no in their usual forms only', () => {
    expect([true, 'true', 1, '1'].map((each) => readers.boolean(each))).toEqual(
      Array(4).fill({ ok: true, value: true }),
    );
    expect(readers.boolean('yes').ok).toBe(false);
  });

  it('takes plain values as text, and no list or object', () => {
    expect([readers.text(5), readers.text(false)]).toMatchObject([
      { value: '5' },
      { value: 'false' },
    ]);
    expect([readers.text(['a']).ok, readers.text({}).ok]).toEqual([false, false]);
  });

  it('takes full addresses only', () => {
    expect(readers.url(' https://x.ru/a ')).toEqual({ ok: true, value: 'https://x.ru/a' });
    expect([readers.url('x.ru').ok, readers.url('').ok, readers.url(5).ok]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
