import type { ClaimedRun } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { aClaimedRun } from './claimed-run.given.js';
import { createContents } from './load-contents.js';

const aRun = (id: string, content: Buffer | null, contentBytes: number): ClaimedRun =>
  aClaimedRun({ id, event: { content, contentBytes } });

/** Work that ends when it is told to. */
function begin(contents: ReturnType<typeof createContents>, run: ClaimedRun) {
  const state = { isAtWork: false, end: (): void => undefined };
  const ended = contents.hold(run, (content) => {
    state.isAtWork = true;
    return new Promise<string>((resolve) => (state.end = () => resolve(content.toString())));
  });
  return { state, ended };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const read = (run: ClaimedRun) => Promise.resolve(Buffer.from(`content of ${run.id}`));

describe('the contents of events', () => {
  it('are used as they came when they are small, whatever else is held', async () => {
    const contents = createContents({ read, maxBytes: 10 });
    begin(contents, aRun('large', null, 10));
    const text = await contents.hold(aRun('small', Buffer.from('as it came'), 1_000), (content) =>
      Promise.resolve(content.toString()),
    );
    expect(text).toBe('as it came');
  });

  it('are read when there is room for them, in the order in which they came', async () => {
    const contents = createContents({ read, maxBytes: 10 });
    const [a, b, c] = ['a', 'b', 'c'].map((id) => begin(contents, aRun(id, null, 6)));
    if (!a || !b || !c) throw new Error('three were begun');
    await settle();
    expect([a, b, c].map(({ state }) => state.isAtWork)).toEqual([true, false, false]);
    a.state.end();
    expect(await a.ended).toBe('content of a');
    await settle();
    expect([b, c].map(({ state }) => state.isAtWork)).toEqual([true, false]);
  });

  it('that are larger than all room go alone', async () => {
    const contents = createContents({ read, maxBytes: 10 });
    const huge = begin(contents, aRun('huge', null, 50));
    const next = begin(contents, aRun('next', null, 1));
    await settle();
    expect([huge.state.isAtWork, next.state.isAtWork]).toEqual([true, false]);
    huge.state.end();
    await huge.ended;
    await settle();
    expect(next.state.isAtWork).toBe(true);
  });

  it('give their room back when reading or work fails', async () => {
    const contents = createContents({
      read: () => Promise.reject(new Error('the database is away')),
      maxBytes: 10,
    });
    for (let round = 0; round < 3; round += 1) {
      const held = contents.hold(aRun('a', null, 10), () => Promise.resolve(null));
      await expect(held).rejects.toThrow('the database is away');
    }
  });
});
