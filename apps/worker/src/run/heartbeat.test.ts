import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aClaimedRun } from './claimed-run.given.js';
import { startHeartbeat } from './heartbeat.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const aHeart = (isAway: () => boolean, isMissing: () => boolean = () => false) => {
  const beats: number[] = [];
  const lost: string[] = [];
  const run = aClaimedRun({ workspaceId: 'w', flowId: 'f' });
  const heart = startHeartbeat({
    held: () => [run],
    extend: async () => {
      beats.push(Date.now());
      if (isAway()) throw new Error('the database is away');
      return isMissing() ? [] : [run.id];
    },
    onLost: ({ id }) => lost.push(id),
    everyMs: 10_000,
    onError: () => undefined,
  });
  return { beats, lost, heart };
};

it('comes again a second after a beat that failed, and then as usual', async () => {
  let left = 2;
  const { beats, heart } = aHeart(() => left-- > 0);
  const beganMs = Date.now();

  await vi.advanceTimersByTimeAsync(22_000);
  heart.stop();
  expect(beats.map((ms) => ms - beganMs)).toEqual([10_000, 11_000, 12_000, 22_000]);
});

it('ends when it is stopped, also while a beat fails', async () => {
  const { beats, heart } = aHeart(() => {
    heart.stop();
    return true;
  });

  await vi.advanceTimersByTimeAsync(60_000);
  expect(beats).toHaveLength(1);
});

it('tells of a run that is missing at two beats in a row, not at one', async () => {
  const missing = [true, false, true, true];
  const { lost, heart } = aHeart(
    () => false,
    () => missing.shift() ?? false,
  );

  await vi.advanceTimersByTimeAsync(30_000);
  expect(lost).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  heart.stop();
  expect(lost).toEqual(['r']);
});
