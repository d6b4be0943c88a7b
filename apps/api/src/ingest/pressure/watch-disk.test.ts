import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { usualReserve, watchDisk } from './watch-disk.js';

const mib = 1_048_576;

it.each([
  ['a small disk', 1_000 * mib, 256 * mib],
  ['a usual disk', 20_480 * mib, 2_048 * mib],
  ['a large disk', 1_000_000 * mib, 4_096 * mib],
])('keeps a reserve on %s that fits its size', (_, size, reserve) => {
  expect(usualReserve(size)).toBe(reserve);
});

const watch = async (folder: string, reserveBytes: number) => {
  const told: boolean[] = [];
  const onChange = (isFull: boolean) => told.push(isFull);
  const made = await watchDisk({ folder, reserveBytes, everyMs: 60_000, onChange });
  onTestFinished(made.stop);
  return { made, told };
};

it('is full below its reserve, and says so at the first look', async () => {
  const { made, told } = await watch(tmpdir(), Number.MAX_SAFE_INTEGER);
  expect([made.isFull(), told]).toEqual([true, [true]]);
});

it('is not full above it, nor when nobody can tell', async () => {
  expect((await watch(tmpdir(), 1)).made.isFull()).toBe(false);
  const lost = await watch('/no/such/folder', Number.MAX_SAFE_INTEGER);
  expect([lost.made.isFull(), lost.made.space()]).toEqual([false, null]);
});
