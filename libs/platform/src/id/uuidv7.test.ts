import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { uuidv7, uuidv7Floor } from './uuidv7.js';

describe('uuidv7', () => {
  it('has the form of RFC 9562 and carries its time', () => {
    const id = uuidv7(0x0199_1234_5678);

    expect(id).toMatch(/^01991234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('gives 200,000 different ids in rising order, many in one millisecond', () => {
    const ids = Array.from({ length: 200_000 }, () => uuidv7());

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
  });

  it('keeps rising when the clock steps back a little, and follows it when it steps back far', () => {
    const now = Date.now() + 60_000;
    const first = uuidv7(now);

    expect(uuidv7(now - 5_000) > first).toBe(true);
    expect(uuidv7(now - 60_000) < first).toBe(true);
  });

  it('sorts a moment’s floor before every id of it and after every id before it', () => {
    const ms = 1_790_000_000_000;

    expect(uuidv7Floor(new Date(ms)) <= uuidv7(ms)).toBe(true);
    expect(uuidv7Floor(new Date(ms)) > uuidv7(ms - 20_000)).toBe(true);
  });

  it('costs about a microsecond', async () => {
    const spentMs = await quickestMs(() => {
      for (let count = 0; count < 100_000; count += 1) uuidv7();
    });
    expect(spentMs).toBeLessThan(500);
  });
});
