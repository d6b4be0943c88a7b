import { describe, expect, it } from 'vitest';
import { hideValues } from './hide-values.js';

const key = 'sk-live/ü+8c1f"0d';

describe('words in which a vendor repeats a secret', () => {
  it.each([
    ['as it is', key],
    ['in an address', encodeURIComponent(key)],
    ['in an address, in small letters', encodeURIComponent(key).toLowerCase()],
    ['in a form', new URLSearchParams({ a: key }).toString().slice(2)],
    ['in JSON', JSON.stringify(key).slice(1, -1)],
    ['in JSON with escaped slashes', key.replaceAll('/', '\\/')],
    ['in hex', Buffer.from(key).toString('hex')],
    ['in a login', Buffer.from(`anna:${key}`).toString('base64')],
    ['in a login, for an address', Buffer.from(`anna:${key}`).toString('base64url')],
  ])('keep their sense without it: %s', (_name, echoed) => {
    expect(hideValues(`bad key: ${echoed}, try again`, [key])).toBe('bad key: ***, try again');
  });

  it('hide a short one only where it stands alone, and in a login', () => {
    const login = Buffer.from('anna:test').toString('base64');

    expect(hideValues(`the latest test: Basic ${login}`, ['test'])).toBe(
      'the latest ***: Basic ***',
    );
  });

  it('hide nothing of up to three characters: these are ordinary words', () => {
    expect(hideValues('you are not in', ['you', 'are', 'in', ''])).toBe('you are not in');
  });

  it('hide what is left of one that was cut, at the end and within', () => {
    const long = '0f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c';
    const before = 'x'.repeat(100);

    expect(hideValues(`${before} ${long.slice(0, 7)}`, [long])).toBe(`${before} ***`);
    expect(hideValues(`bad ${long.slice(0, 20)} (status 401)`, [long])).toBe(
      'bad *** (status 401)',
    );
  });

  it('hide values that overlap or repeat as one', () => {
    expect(hideValues('secret-onesecret-one', ['secret-one'])).toBe('***');
    expect(hideValues('abcdefgh', ['abcdef', 'cdefgh'])).toBe('***');
  });

  it('leave a text alone that holds none', () => {
    expect(hideValues('the target answered with status 404', [key])).toBe(
      'the target answered with status 404',
    );
  });
});
