import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PidFile {
  pid: number;
  port: number;
  status: string;
}

/** The lock file that a running PostgreSQL keeps in its cluster; its eighth line tells how far the start is. */
export async function readPidFile(clusterDir: string): Promise<PidFile | undefined> {
  const source = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (source === undefined) return undefined;
  const lines = source.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}
