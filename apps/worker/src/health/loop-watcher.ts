import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const shared: unknown = workerData;
if (!(shared instanceof Int32Array)) throw new TypeError('this is started by watch-loop');
const [last = 0, tickMs = 1_000, silentTicks = 20] = shared;
const seen = { ticks: last, silent: 0 };

setInterval(() => {
  const ticks = Atomics.load(shared, 0);
  seen.silent = ticks === seen.ticks ? seen.silent + 1 : 0;
  seen.ticks = ticks;
  if (seen.silent < silentTicks) return;
  // The main thread cannot log any more.
  writeSync(2, `the event loop has stood still for ${silentTicks} ticks; the worker is ended\n`);
  process.kill(process.pid, 'SIGKILL');
}, tickMs);
parentPort?.postMessage('watching');
