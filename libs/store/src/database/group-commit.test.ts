import { describe, expect, it } from 'vitest';
import { createGroupCommit, GroupCommitFull } from './group-commit.js';

/** A writer whose connection comes early, or not before the batch has waited too long. */
function aWriter(connection: 'early' | 'late') {
  const written: number[][] = [];
  let asked = 0;
  const commit = createGroupCommit<number, string>({
    write: async (batch, isLate) => {
      asked += 1;
      while (connection === 'late' && !isLate()) await new Promise(setImmediate);
      if (isLate()) throw new GroupCommitFull('too late');
      written.push([...batch]);
      return batch.map(String);
    },
    maxBatch: 10,
    maxInFlight: 1,
    maxWaiting: 100,
    maxWaitMs: connection === 'late' ? 50 : 60_000,
    isSystemic: () => false,
  });
  return { commit, written, asked: () => asked };
}

const settled = (all: readonly Promise<string>[]) =>
  Promise.allSettled(all).then((results) =>
    results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason)),
  );

describe('a batch', () => {
  it('that came too late to its connection is refused whole, and none of it is tried singly', async () => {
    const { commit, written, asked } = aWriter('late');

    const reasons = await settled([commit.add(1), commit.add(2), commit.add(3)]);

    expect(reasons.every((reason) => reason instanceof GroupCommitFull)).toBe(true);
    expect({ written, asked: asked() }).toEqual({ written: [], asked: 1 });
  });

  it('that is in time is written, each item answered in its place', async () => {
    const { commit, written } = aWriter('early');

    expect(await settled([commit.add(1), commit.add(2)])).toEqual(['1', '2']);
    expect(written).toEqual([[1, 2]]);
  });

  it('goes at once when it is worth a write, and else waits for the rest of its burst', async () => {
    const batches: number[][] = [];
    const commit = createGroupCommit<number, number>({
      write: async (batch) => {
        batches.push([...batch]);
        return batch;
      },
      maxBatch: 10,
      maxInFlight: 1,
      worthAtOnce: 3,
      maxWaiting: 100,
      isSystemic: () => false,
    });

    const some = [commit.add(1), commit.add(2)];
    expect(batches).toEqual([]);
    const all = [...some, commit.add(3)];
    expect(batches).toEqual([[1, 2, 3]]);

    expect(await Promise.all([...all, commit.add(4)])).toEqual([1, 2, 3, 4]);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it('is written before those of the one before it are answered', async () => {
    const seen: string[] = [];
    const commit = createGroupCommit<number, number>({
      write: async (batch) => {
        seen.push(`written ${batch.join()}`);
        await new Promise(setImmediate);
        return batch;
      },
      maxBatch: 2,
      maxInFlight: 1,
      maxWaiting: 100,
      isSystemic: () => false,
    });
    const add = (item: number) => commit.add(item).then(() => seen.push(`answered ${item}`));

    await Promise.all([add(1), add(2), add(3)]);

    expect(seen).toEqual(['written 1,2', 'written 3', 'answered 1', 'answered 2', 'answered 3']);
  });
});
