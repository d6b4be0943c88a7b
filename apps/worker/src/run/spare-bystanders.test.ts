import type { ClaimedRun } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { spareBystanders } from './spare-bystanders.js';

const aRun = (id: string, strikes: number): ClaimedRun =>
  ({ id, strikes }) as Partial<ClaimedRun> as ClaimedRun;

async function claim(claimed: readonly ClaimedRun[], held: readonly ClaimedRun[] = []) {
  const handedBack: string[] = [];
  const letIn = spareBystanders({
    held: () => held,
    handBack: async ({ id }) => void handedBack.push(id),
    onSpared: () => undefined,
  });
  const begun = (await letIn(claimed)).map(({ id }) => id);
  return { begun, handedBack };
}

describe('runs whose workers have died', () => {
  it('are worked on like all others after one death: it may have been anybody', async () => {
    const runs = [aRun('a', 1), aRun('b', 2), aRun('c', 2)];

    expect(await claim(runs)).toEqual({ begun: ['a', 'b', 'c'], handedBack: [] });
  });

  it('are worked on one at a time after two, the most suspect first, and the others beside them', async () => {
    const runs = [aRun('a', 3), aRun('b', 4), aRun('c', 1), aRun('d', 3)];

    expect(await claim(runs)).toEqual({ begun: ['b', 'c'], handedBack: ['a', 'd'] });
  });

  it('wait while one of them is being worked on', async () => {
    const { begun, handedBack } = await claim([aRun('a', 5), aRun('b', 1)], [aRun('x', 3)]);

    expect({ begun, handedBack }).toEqual({ begun: ['b'], handedBack: ['a'] });
  });

  it('are given back before any of them begins', async () => {
    const failing = spareBystanders({
      held: () => [],
      handBack: () => Promise.reject(new Error('the database is away')),
      onSpared: () => undefined,
    });

    await expect(failing([aRun('a', 3), aRun('b', 3)])).rejects.toThrow('away');
  });
});
