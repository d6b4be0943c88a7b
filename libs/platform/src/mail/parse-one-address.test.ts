import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { parseOneAddress } from './parse-one-address.js';

describe('parseOneAddress', () => {
  it.each([
    ['b@x.test', 'b@x.test'],
    ['  ivan.petrov+lead@Mail.Example \t', 'ivan.petrov+lead@mail.example'],
    ["o'brien_x-1@a-b.co", "o'brien_x-1@a-b.co"],
    ['info@почта.рф', 'info@xn--80a1acny.xn--p1ai'],
    ['root@mailhost', 'root@mailhost'],
  ])('takes %s', (text, address) => {
    expect(parseOneAddress(text)).toBe(address);
  });

  it.each([
    'b@x.test\r\nBcc: evil@x.test',
    'b@x.test\n',
    '\rb@x.test',
    'b@x.test\u0000',
    'b@x.test\u2028evil@x.test',
    'b@x.test%0d%0aBcc: e@x.test',
    'a@x.test, evil@x.test',
    'a@x.test; evil@x.test',
    'a@x.test evil@x.test',
    'G: e1@x.test, e2@x.test;',
    'undisclosed:;',
    '"b@x.test" <evil@y.test>',
    'Ann <a@x.test>',
    '<a@x.test>',
    '"evil@evil"@x.test',
    '"a b"@x.test',
    'a(comment)@x.test',
    'a@(comment)x.test',
    'a@x.test (comment)',
    'a@b@x.test',
    'a@[127.0.0.1]',
    '.a@x.test',
    'a.@x.test',
    'a..b@x.test',
    'a@x..test',
    'a@-x.test',
    'a@x_y.test',
    'a@x.test.',
    'a@',
    '@x.test',
    '@',
    '',
    ' ',
    'a',
    '=?utf-8?Q?a=40evil.test=0A?=@x.test ',
    'имя@x.test',
    'a@x.test>',
    'a\\@x.test',
    'a%evil.test@x.test!',
    'e2@relay:a@x.test',
    `${'a'.repeat(65)}@x.test`,
    `a@${'a'.repeat(64)}.test`,
    `a@${'a.'.repeat(200)}test`,
  ])('MA-2, MA-3: refuses %j', (text) => {
    expect(parseOneAddress(text)).toBeNull();
  });

  it('MA-7: refuses a megabyte of nested comments at once', async () => {
    const text = `${'('.repeat(500_000)}${')'.repeat(500_000)}a@x.test`;
    const spentMs = await quickestMs(() => {
      expect(parseOneAddress(text)).toBeNull();
      expect(parseOneAddress(`a@${'a.'.repeat(158)}`)).toBeNull();
    });
    expect(spentMs).toBeLessThan(5);
  });

  it.each([{ address: 'a@x.test' }, ['a@x.test'], 5, null, undefined])(
    'refuses what is no text: %j',
    (value) => {
      expect(Reflect.apply(parseOneAddress, undefined, [value])).toBeNull();
    },
  );
});
