import { expect, it } from 'vitest';
import { isSameAddress } from './judge-address.js';

it('SS-10: tells whether a socket has reached the address that was checked', () => {
  const v6 = { address: '2001:db8:0:0::1', family: 6 } as const;

  expect(isSameAddress('8.8.8.8', { address: '8.8.8.8', family: 4 })).toBe(true);
  expect(isSameAddress('2001:db8::1', v6)).toBe(true);
  for (const reached of ['2001:db8::2', '::1', '8.8.8.8', '', 'x', undefined])
    expect(isSameAddress(reached, v6)).toBe(false);
  expect(isSameAddress('127.0.0.1', { address: '8.8.8.8', family: 4 })).toBe(false);
});
