import { describe, expect, it } from 'vitest';
import { plainFileName, plainName } from './plain-name.js';

describe('the name of a file', () => {
  it.each([
    ['invoice\u202Etxt.exe', 'invoice_txt.exe'],
    ['\u2066a\u2069\u200F\u061C.pdf', '_a___.pdf'],
    ['a\r\nb\u0000c\u001b[31m\u0085.txt', 'a__b_c_[31m_.txt'],
    ['a\u200B\uFEFF\u2028\u2029b', 'a____b'],
    ['../..\\x', '.._.._x'],
  ])('%j is shown as it is, and reads as nothing else', (name, plain) => {
    expect(plainFileName(name)).toBe(plain);
  });

  it.each(['Отчёт за март.pdf', 'تقرير.pdf', '👩‍👧.png', 'می‌خواهم.txt', 'a"b.txt'])(
    'stays what it is where it is honest: %s',
    (name) => {
      expect(plainFileName(name)).toBe(name);
      expect(plainName(name)).toBe(name);
    },
  );
});
