import { readdir, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../command/failure.js';
import { endProcess } from '../process/end-process.js';
import { inspectProcess } from '../process/inspect-process.js';
import { readPidFile } from './read-pid-file.js';

/** A fast shutdown, then an immediate one (recovered from the log at the next start), then force. */
const stopSteps = [
  { signal: 'SIGINT', graceMs: 20_000 },
  { signal: 'SIGQUIT', graceMs: 5_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
] as const;

/**
 * Makes way for a new server on this cluster. A server that outlived its supervisor is stopped; the processes of one
 * that was killed are waited for, because two on one cluster would destroy it; only then may its pid file go. The pid
 * file itself can lie: its pid may be a zombie's, or belong to another program by now.
 */
export async function clearLeftovers(clusterDir: string): Promise<void> {
  const pidFile = await readPidFile(clusterDir);
  // Windows tells too little about a process to end it on suspicion; there the server judges its pid file itself.
  if (pidFile === undefined || process.platform === 'win32') return;
  if (await isServer(pidFile.pid, clusterDir)) await endProcess(pidFile.pid, stopSteps);
  // Without their server, sessions have nothing to finish: their work is recovered from the log.
  const orphans = await findServers(clusterDir);
  await Promise.all(orphans.map((pid) => endProcess(pid, stopSteps.slice(1))));
  if ((await findServers(clusterDir)).length > 0 || (await isServer(pidFile.pid, clusterDir))) {
    throw new Failure(
      `An earlier PostgreSQL (process ${pidFile.pid}) still uses ${clusterDir} and does not end.`,
      'postgres_busy',
    );
  }
  await rm(join(clusterDir, 'postmaster.pid'), { force: true });
}

async function isServer(pid: number, clusterDir: string): Promise<boolean> {
  const facts = await inspectProcess(pid);
  if (facts === undefined || facts.isZombie) return false;
  if (process.platform === 'linux') return (await findServers(clusterDir)).includes(pid);
  return facts.command === 'postgres';
}

/** Every process of a PostgreSQL server works in its cluster folder. */
async function findServers(clusterDir: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const home = await realpath(clusterDir);
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found: number[] = [];
  for (const pid of pids) {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    if (cwd !== home) continue;
    const facts = await inspectProcess(pid);
    if (facts !== undefined && !facts.isZombie && facts.command === 'postgres') found.push(pid);
  }
  return found;
}
