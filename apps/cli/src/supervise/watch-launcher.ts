import { setTimeout as wait } from 'node:timers/promises';
import { inspectProcess, isRunning } from '../process/inspect-process.js';

const pollMs = 500;

/**
 * Resolves when the npm that runs us is gone. Told to stop, npm tells only the shell between us, which ends without
 * telling us. Under anything but npm nobody is watched: a parent that leaves may well mean us to stay.
 */
export async function whenLauncherEnds(env = process.env): Promise<void> {
  const shell = process.ppid;
  const npm =
    env.npm_lifecycle_event === undefined ? undefined : (await inspectProcess(shell))?.parentPid;
  if (npm === undefined || npm <= 1) return new Promise(() => {});
  while (process.ppid === shell && (await isRunning(npm))) {
    await wait(pollMs, undefined, { ref: false });
  }
}
