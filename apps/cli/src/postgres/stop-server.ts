import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProcess } from '../process/end-process.js';
import type { Folders } from './choose-folders.js';

export type StopMode = 'fast' | 'immediate';

const steps = {
  // Fast: sessions are cut, everything is written, nothing needs recovery.
  fast: [
    { signal: 'SIGINT', graceMs: 10_000 },
    { signal: 'SIGQUIT', graceMs: 3_000 },
    { signal: 'SIGKILL', graceMs: 3_000 },
  ],
  // Immediate: stops at once; committed work comes back from the log at the next start.
  immediate: [
    { signal: 'SIGQUIT', graceMs: 2_000 },
    { signal: 'SIGKILL', graceMs: 3_000 },
  ],
} as const;

export async function stopServer(pid: number, folders: Folders, mode: StopMode): Promise<void> {
  // Windows has no signals: there pg_ctl speaks to the server through its own pipe.
  if (process.platform === 'win32') {
    const args = ['stop', '-w', '-m', mode, '-D', folders.clusterDir];
    await promisify(execFile)(join(folders.nativeDir, 'bin', 'pg_ctl'), args).catch(
      () => undefined,
    );
  }
  await endProcess(pid, steps[mode]);
}
