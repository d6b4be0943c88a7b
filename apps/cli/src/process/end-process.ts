import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from './inspect-process.js';

/** Sends each signal in turn, giving the process the time to obey, until it is gone. */
export async function endProcess(
  pid: number,
  steps: readonly { signal: NodeJS.Signals; graceMs: number }[],
): Promise<boolean> {
  for (const { signal, graceMs } of steps) {
    if (!trySignal(pid, signal)) return true;
    if (await waitGone(pid, graceMs)) return true;
  }
  return !(await isRunning(pid));
}

/** False where there is nothing to signal any more. */
function trySignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function waitGone(pid: number, graceMs: number): Promise<boolean> {
  const deadline = Date.now() + graceMs;
  for (;;) {
    if (!(await isRunning(pid))) return true;
    if (Date.now() >= deadline) return false;
    await wait(20);
  }
}
