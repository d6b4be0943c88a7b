import { scopeOf } from '@hookline/store';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FlowBacklogs } from './flow-backlogs.js';

const scope = scopeOf('00000000-0000-7000-8000-000000000001');
const place = (flowId: string) => ({ scope, flowId });

function given(max: number, options: { maxFlows?: number } = {}) {
  const waiting = new Map<string, number>();
  const asked: string[][] = [];
  const errors: unknown[] = [];
  let isDown = false;
  const backlogs = new FlowBacklogs({
    max,
    everyMs: 60_000,
    ...options,
    onError: (error) => errors.push(error),
    count: async (places) => {
      asked.push(places.map(({ flowId }) => flowId));
      if (isDown) throw new Error('the database is away');
      return new Map(waiting);
    },
  });
  onTestFinished(() => backlogs.stop());
  const fill = (flowId: string, n: number): boolean[] =>
    Array.from({ length: n }, () => backlogs.enter(place(flowId)));
  const down = (now: boolean): void => void (isDown = now);
  return { backlogs, waiting, asked, errors, fill, down };
}

describe('the backlogs of flows', () => {
  it('refuse what goes beyond the limit without asking the database for it', () => {
    const { fill, asked } = given(3);
    expect(fill('a', 5)).toEqual([true, true, true, false, false]);
    expect(fill('b', 1)).toEqual([true]);
    expect(asked).toEqual([]);
  });

  it('know after a start what waits from before', async () => {
    const { backlogs, waiting, fill } = given(100);
    waiting.set('a', 100);
    fill('a', 1);
    await backlogs.look();
    expect(fill('a', 1)).toEqual([false]);
  });

  it('take events again by themselves when the backlog has fallen', async () => {
    const { backlogs, waiting, fill } = given(3);
    fill('a', 4);
    waiting.set('a', 1);
    await backlogs.look();
    expect(fill('a', 3)).toEqual([true, true, false]);
  });

  it('look at a full flow although nobody asks, so that the next lead finds it open', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { backlogs, waiting, fill, asked } = given(3);
    waiting.set('a', 3);
    fill('a', 1);
    await backlogs.look();
    waiting.set('a', 0);
    await backlogs.look();
    expect(asked).toHaveLength(1);
    vi.setSystemTime(Date.now() + 5_000);
    await backlogs.look();
    expect(fill('a', 1)).toEqual([true]);
  });

  it('ask for a flow that is far from its limit once, and for all that are near in one question', async () => {
    const { backlogs, fill, asked } = given(1_000);
    fill('quiet', 1);
    fill('busy', 1);
    await backlogs.look();
    fill('quiet', 99);
    fill('busy', 500);
    await backlogs.look();
    fill('quiet', 1);
    await backlogs.look();
    expect(asked).toEqual([['quiet', 'busy'], ['busy']]);
  });

  it('refuse nobody because the database does not answer', async () => {
    const { backlogs, fill, errors, down } = given(10);
    down(true);
    fill('a', 1);
    await backlogs.look();
    expect(errors).toHaveLength(1);
    expect(fill('a', 1)).toEqual([true]);
  });

  it('hold no more flows than they may', () => {
    const { fill } = given(1, { maxFlows: 2 });
    ['a', 'b', 'c'].forEach((flowId) => fill(flowId, 1));
    expect([fill('c', 1), fill('a', 1)]).toEqual([[false], [true]]);
  });
});
