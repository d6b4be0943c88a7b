import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { waitFor } from '@hookline/testkit';

type Found = { readonly pid: number; readonly parent: number; readonly command: string };

/** Everything that a process has started, and what that has started. */
export async function processesBelow(root: number): Promise<readonly Found[]> {
  const all = await listProcesses();
  const below: Found[] = [];
  const parents = new Set([root]);
  for (let before = -1; before !== below.length;) {
    before = below.length;
    for (const one of all) {
      if (parents.has(one.pid) || !parents.has(one.parent)) continue;
      parents.add(one.pid);
      below.push(one);
    }
  }
  return below;
}

/** Kills them at once and waits until none of them runs any more. */
export async function endProcesses(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with its parent.
    }
  }
  const gone = async () => {
    const running = new Set((await listProcesses()).map(({ pid }) => pid));
    return pids.every((pid) => !running.has(pid));
  };
  await waitFor(gone, { what: 'the killed processes are gone', everyMs: 50 });
}

/** Without those that have ended and are only waited for. */
async function listProcesses(): Promise<readonly Found[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,stat=,args='], {
    maxBuffer: 16_000_000,
  });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }];
  });
}
