import type { ClaimedRun } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { boundBytes } from './bound-bytes.js';

const mib = 1_024 * 1_024;
const runsOf = (count: number, bytes: number): ClaimedRun[] =>
  Array.from(
    { length: count },
    () => ({ event: { content: { length: bytes } } }) as unknown as ClaimedRun,
  );

function aBound() {
  let held: readonly ClaimedRun[] = [];
  const bound = boundBytes({ held: () => held, maxBytes: 16 * mib, most: 128 });
  return { bound, hold: (runs: readonly ClaimedRun[]) => (held = runs) };
}

describe('the bound of bytes in flight (CR-7)', () => {
  it('begins with a few, and grows to all places in four claims when leads are small', () => {
    const { bound } = aBound();
    const limits = Array.from({ length: 5 }, () => {
      const limit = bound.limit(128);
      bound.learn(runsOf(limit, 300));
      return limit;
    });

    expect(limits).toEqual([8, 16, 32, 64, 128]);
  });

  it('takes as many large ones as fit', () => {
    const { bound, hold } = aBound();
    bound.learn(runsOf(8, 5 * mib));
    expect(bound.limit(128)).toBe(3);

    hold(runsOf(2, 5 * mib));
    expect(bound.limit(128)).toBe(1);
    hold(runsOf(4, 5 * mib));
    expect(bound.limit(128)).toBe(0);
  });

  it('takes one that is larger than the bound, alone', () => {
    const { bound, hold } = aBound();
    bound.learn(runsOf(1, 40 * mib));
    expect(bound.limit(128)).toBe(1);

    hold(runsOf(1, 40 * mib));
    expect(bound.limit(128)).toBe(0);
  });

  it('forgets a large one in time', () => {
    const { bound } = aBound();
    bound.learn(runsOf(1, 16 * mib));
    for (let claim = 0; claim < 60; claim += 1) bound.learn(runsOf(bound.limit(128), 300));

    expect(bound.limit(128)).toBe(128);
  });

  it('never takes more than there are places', () => {
    const { bound } = aBound();

    expect(bound.limit(3)).toBe(3);
  });
});
