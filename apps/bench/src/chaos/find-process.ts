import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const child = z.object({ name: z.string(), pid: z.number(), startedAt: z.string() });
const access = z.object({ clusterDir: z.string() });

/** The pid of a part of the product that runs on this data folder; null while it is down. */
export function findProcess(dataDir: string, name: string): number | null {
  const pid = name === 'postgres' ? findPostgres(dataDir) : findChild(dataDir, name);
  return pid !== null && isAlive(pid) ? pid : null;
}

function findChild(dataDir: string, name: string): number | null {
  for (const line of read(join(dataDir, 'children.jsonl')).split('\n')) {
    if (line.trim() === '') continue;
    const known = child.parse(JSON.parse(line));
    // A pid may be somebody else's by now.
    if (known.name === name && isStill(known)) return known.pid;
  }
  return null;
}

function findPostgres(dataDir: string): number | null {
  const kept = read(join(dataDir, 'postgres.json'));
  if (kept === '') return null;
  const { clusterDir } = access.parse(JSON.parse(kept));
  const [pid, folder] = read(join(resolve(dataDir, clusterDir), 'postmaster.pid')).split('\n');
  return folder === undefined || Number.isNaN(Number(pid)) ? null : Number(pid);
}

/** Where there is no /proc, the file of the product is believed. */
function isStill({ pid, startedAt }: z.output<typeof child>): boolean {
  if (!existsSync('/proc/self/stat')) return true;
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[19] === startedAt && fields[0] !== 'Z';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
