import { describe, expect, it } from 'vitest';
import { flowMasks, readMaskRule } from './masks.js';

describe('a rule of what is never stored', () => {
  it('is a bare name, a path, or a name at a place', () => {
    expect(readMaskRule(' Password ')).toEqual({ at: 'anywhere', name: 'password' });
    expect(readMaskRule('card.CVC')).toEqual({ at: 'body', path: ['card', 'cvc'] });
    expect(readMaskRule('body:pin')).toEqual({ at: 'body', path: ['pin'] });
    expect(readMaskRule('Header: X-Token')).toEqual({ at: 'header', name: 'x-token' });
    expect(readMaskRule('query:key')).toEqual({ at: 'query', name: 'key' });
  });

  it('passes over numbers of a list, and keeps names with dots and spaces', () => {
    expect(readMaskRule('items.0.card')).toEqual({ at: 'body', path: ['items', 'card'] });
    expect(readMaskRule('form.[Номер карты]')).toEqual({
      at: 'body',
      path: ['form', 'номер карты'],
    });
    expect(readMaskRule('*.[a.b]')).toEqual({ at: 'body', path: ['*', 'a.b'] });
  });

  it.each(['', '  ', 'header:', '*', '*.*', '0', '...', 'a\nb'])('refuses %j', (text) => {
    expect(readMaskRule(text)).toBeNull();
    expect(flowMasks.safeParse([text]).success).toBe(false);
  });
});
