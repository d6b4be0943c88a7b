import { describe, expect, it } from 'vitest';
import { checkPassword } from './check-password.js';

describe('checkPassword', () => {
  it.each([
    'correct horse battery',
    'three old boats 7',
    'correct horse battery staple 9',
    'синий чайник поёт',
    'x'.repeat(64) + 'yz1',
    '🦊'.repeat(5) + 'sly & quick',
  ])('takes %s', (password) => {
    expect(checkPassword(password, 'anna@shop.example')).toBeNull();
  });

  it.each([
    ['short', 'elevenchars'],
    ['short, although its bytes are many', 'пароль12345'],
    ['too long', 'ab'.repeat(65)],
    ['common with a number', 'Password123456'],
    ['common with signs', 'P-a-s-s-w-o-r-d-1-2'],
    ['a walk over the keys', 'qwertyuiop[]'],
    ['one character', '!!!!!!!!!!!!'],
    ['a pattern', 'abcabcabcabc'],
    ['a row of digits', '123456789012'],
    ['a row of letters', 'abcdefghijklm'],
    ['common in Russian', 'йцукенгшщзхъ1'],
    ['the e-mail address', 'annabella@shop.example'],
    ['the name in the e-mail address', 'annabella2026'],
  ])('refuses one that is %s', (_, password) => {
    expect(checkPassword(password, 'annabella@shop.example')).not.toBeNull();
  });
});
