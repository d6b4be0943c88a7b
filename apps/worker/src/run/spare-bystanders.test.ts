import type { ClaimedRun } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { spareBystanders } from './spare-bystanders.js';

const aRun = (id: string, strikes: number): ClaimedRun =>
  ({ id, strikes }) as Partial<ClaimedRun> as ClaimedRun;

function aWorker() {
  let held: readonly ClaimedRun[] = [];
  const handedBack: string[] = [];
  const sparing = spareBystanders({
    held: () => held,
    handBack: async ({ id }) => void handedBack.push(id),
    onSpared: () => undefined,
  });
  return {
    handedBack,
    mayClaim: sparing.mayClaim,
    claim: async (runs: readonly ClaimedRun[]) => {
      held = await sparing.choose(runs);
      return held.map(({ id }) => id);
    },
    end: () => (held = []),
  };
}

describe('runs whose workers have died', () => {
  it('are worked on like all others after one death: it may have been anybody', async () => {
    const worker = aWorker();

    expect(await worker.claim([aRun('a', 1), aRun('b', 2), aRun('c', 2)])).toEqual(['a', 'b', 'c']);
    expect(worker.handedBack).toEqual([]);
    expect(worker.mayClaim()).toBe(true);
  });

  it('begin alone after two, the most suspect first; the others are given back unharmed', async () => {
    const worker = aWorker();
    const begun = await worker.claim([aRun('a', 3), aRun('b', 4), aRun('c', 1), aRun('d', 3)]);

    expect(begun).toEqual(['b']);
    expect(worker.handedBack).toEqual(['a', 'c', 'd']);
    expect(worker.mayClaim()).toBe(false);
    worker.end();
    expect(worker.mayClaim()).toBe(true);
  });

  it('do not begin before the others are safe', async () => {
    const { choose } = spareBystanders({
      held: () => [],
      handBack: () => Promise.reject(new Error('the database is away')),
      onSpared: () => undefined,
    });

    await expect(choose([aRun('a', 3), aRun('b', 3)])).rejects.toThrow('away');
  });
});
