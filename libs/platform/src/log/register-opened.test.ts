import { describe, expect, it } from 'vitest';
import { registerOpened } from './register-opened.js';
import { maskSecrets } from './register-secret.js';

const aToken = (mark: string): string => mark.repeat(400_000 / mark.length);

describe('secrets that were opened', () => {
  it('are hidden as long as they are in use, and forgotten when newer ones fill the room', () => {
    const [kept, renewed, fresh] = [aToken('kept-key'), aToken('old-one!'), aToken('new-one!')];
    const isHidden = (secret: string): boolean => !maskSecrets(`got ${secret}`).includes(secret);
    registerOpened(kept);
    registerOpened(renewed);
    expect([kept, renewed].map(isHidden)).toEqual([true, true]);

    registerOpened(kept);
    registerOpened(fresh);

    expect([kept, renewed, fresh].map(isHidden)).toEqual([true, false, true]);
  });

  it('are hidden even when one alone is longer than the room', () => {
    const long = aToken('x9').repeat(3);
    registerOpened(long);

    expect(maskSecrets(`got ${long}`)).toBe('got [secret]');
    registerOpened('a-short-one');
    expect(maskSecrets('got a-short-one')).toBe('got [secret]');
  });
});
