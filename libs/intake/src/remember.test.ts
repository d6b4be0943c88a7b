import { describe, expect, it } from 'vitest';
import { rememberByText, rememberFor, rememberOf } from './remember.js';

/** Makes a list of one, another each time. */
const aMaker = () => {
  const asked: string[] = [];
  const make = (text: string): string[] => {
    asked.push(text);
    return [text];
  };
  return { asked, make };
};

describe('what is remembered', () => {
  it('is made once for the same text, and is the same object', () => {
    const { asked, make } = aMaker();
    const read = rememberByText(make);

    expect(read('a')).toBe(read('a'));
    expect(read('b')).toEqual(['b']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('stays within its bound, whatever owners write', () => {
    const { asked, make } = aMaker();
    const read = rememberByText(make);
    read('a');
    for (let at = 0; at < 10_000; at += 1) read(`other ${at}`);

    expect(read('a')).toEqual(['a']);
    expect(asked.filter((text) => text === 'a')).toHaveLength(2);
  });

  it('of a secret is made again when the secret is another, though it belong to the same connection', () => {
    const { asked, make } = aMaker();
    const keyOf = rememberOf((text, _owner: object) => make(text));
    const [one, other] = [{}, {}];

    expect(keyOf(one, 'old')).toBe(keyOf(one, 'old'));
    expect(keyOf(one, 'new')).toEqual(['new']);
    expect(keyOf(one, 'old')).toEqual(['old']);
    expect(keyOf(other, 'old')).toEqual(['old']);
    expect(asked).toEqual(['old', 'new', 'old', 'old']);
  });

  it('of an object is made once, and another object has its own', () => {
    const { asked, make } = aMaker();
    const read = rememberFor(({ name }: { name: string }) => make(name));
    const one = { name: 'a' };

    expect(read(one)).toBe(read(one));
    expect(read({ name: 'a' })).not.toBe(read(one));
    expect(asked).toEqual(['a', 'a']);
  });
});
