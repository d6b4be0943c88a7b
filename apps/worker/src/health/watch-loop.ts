import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const tickMs = 1_000;
const fewestTicks = 5;

/**
 * Ends this process when its event loop stands still: an endless loop answers nobody, holds all of its runs and
 * would never die by itself. A process that was only put to sleep wakes with its watcher, and goes on.
 * @returns once it is watched: a thread that is only starting may need the loop that it is to watch.
 */
export async function watchLoop({ leaseSecs }: { leaseSecs: number }): Promise<void> {
  // Gone before the lease is: who takes the runs over must not meet one who still thinks that he has them.
  const silentTicks = Math.max(fewestTicks, Math.floor((leaseSecs * 2) / 3));
  const shared = new Int32Array(new SharedArrayBuffer(12));
  shared.set([0, tickMs, silentTicks]);
  const watcher = new Worker(new URL('./loop-watcher.js', import.meta.url), { workerData: shared });
  await once(watcher, 'message');
  watcher.unref();
  setInterval(() => Atomics.add(shared, 0, 1), tickMs).unref();
}
