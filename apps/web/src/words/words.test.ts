import { errorCodes, flowProblemCodes, runErrorCodes, whyCodes } from '@hookline/contract';
import { templateFaultCodes } from '@hookline/mapping';
import { describe, expect, it } from 'vitest';
import { words as english } from './en/index.js';
import { words as russian } from './ru/index.js';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const plural = /_(one|few|many|other)$/;

function leavesOf(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof child === 'object' && child !== null
      ? leavesOf(child, at)
      : [[at, String(child)]];
  });
}

const keysOf = (words: object) =>
  [...new Set(leavesOf(words).map(([key]) => key.replace(plural, '')))].sort();

describe('words', () => {
  it('are the same keys in both languages', () => {
    expect(keysOf(russian)).toEqual(keysOf(english));
  });

  it.each([
    ['en', english],
    ['ru', russian],
  ])('are never empty in %s', (_, words) => {
    const empty = leavesOf(words).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('name the same values in both languages', () => {
    const namesOf = (words: object) =>
      Object.fromEntries(
        leavesOf(words).map(([key, text]) => [
          key.replace(plural, ''),
          [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join(),
        ]),
      );
    expect(namesOf(russian)).toEqual(namesOf(english));
  });

  it('have every plural form that the language asks for', () => {
    const missing = ([words, forms]: [object, string[]]) => {
      const keys = new Set(leavesOf(words).map(([key]) => key));
      const counted = [...keys]
        .filter((key) => plural.test(key))
        .map((key) => key.replace(plural, ''));
      return counted.flatMap((key) =>
        forms.filter((form) => !keys.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
      );
    };
    expect(missing([english, ['one', 'other']])).toEqual([]);
    expect(missing([russian, ['one', 'few', 'many']])).toEqual([]);
  });

  it('are all used: whole, or as the end of a key that is put together', () => {
    const code = Object.entries(sources)
      .filter(([path]) => !/\.(test|given)\./.test(path))
      .map(([, text]) => text)
      .join('\n');
    const isUsed = (key: string) => {
      const group = key.slice(0, key.lastIndexOf('.') + 1);
      return code.includes(`'${key}'`) || code.includes('`' + group + '${');
    };
    expect(keysOf(english).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('know every error of the contract', () => {
    const known = new Set(keysOf(english));
    expect(errorCodes.filter((code) => !known.has(`errors.${code}`))).toEqual([]);
  });

  it('know what lies behind every error of a run, and nothing besides', () => {
    // Of these the message is all there is.
    const wordless = ['cancelled', 'rejected', 'skipped'];
    const codes = [...whyCodes, ...runErrorCodes.filter((code) => !wordless.includes(code))].sort();
    expect(Object.keys(english.faults).sort()).toEqual(codes);
    expect(Object.keys(russian.faults).sort()).toEqual(codes);
  });

  it('know everything that can stand in the way of publishing, and nothing besides', () => {
    const codes = [...flowProblemCodes, ...templateFaultCodes].sort();
    expect(Object.keys(english.problems).sort()).toEqual([...new Set(codes)]);
    expect(Object.keys(russian.problems).sort()).toEqual([...new Set(codes)]);
  });
});
