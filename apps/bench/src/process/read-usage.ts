import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time for readers in hundredths of a second, on every Linux that we know. */
const ticksPerSec = 100;
const pageBytes = 4_096;

/** Memory that a process holds now; 0 where the system does not tell (no /proc). */
export function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    return 0;
  }
}

/**
 * Memory that several processes hold together: what they share with each other or anybody else (the
 * runtime's own code) counts once, as the machine holds it once.
 */
export function residentBytesTogether(pids: readonly number[]): number {
  const all = pids.map(readShares);
  const shared = Math.max(0, ...all.map(({ sharedBytes }) => sharedBytes));
  return all.reduce((sum, { ownBytes }) => sum + ownBytes, shared);
}

/** Where the system does not tell what is shared, all of it counts as the process's own. */
function readShares(pid: number): { ownBytes: number; sharedBytes: number } {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const sum = (line: RegExp): number =>
      [...text.matchAll(line)].reduce((total, [, kb]) => total + Number(kb) * 1_024, 0);
    return { ownBytes: sum(/^Private_\w+:\s+(\d+)/gm), sharedBytes: sum(/^Shared_\w+:\s+(\d+)/gm) };
  } catch {
    return { ownBytes: residentBytes(pid), sharedBytes: 0 };
  }
}

/** What several processes hold of the machine, and what of it is no file and no memory that they share on purpose. */
export type TreeMemory = { readonly allBytes: number; readonly ownBytes: number };

/**
 * Of a process and its living children, as PostgreSQL's sessions are. A page that several of them hold counts for each
 * in proportion, so once in the sum; added up as resident, the cache of the server would count for every session.
 */
export function readTreeMemory(pid: number): TreeMemory {
  const all = [pid, ...childrenOf(pid)].map(readProportions);
  return {
    allBytes: all.reduce((sum, { allBytes }) => sum + allBytes, 0),
    ownBytes: all.reduce((sum, { ownBytes }) => sum + ownBytes, 0),
  };
}

/** Where the system does not tell what is shared, all of it counts as the process's own. */
function readProportions(pid: number): TreeMemory {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const bytes = (line: RegExp): number => Number(line.exec(text)?.[1] ?? 0) * 1_024;
    return { allBytes: bytes(/^Pss:\s+(\d+)/m), ownBytes: bytes(/^Pss_Anon:\s+(\d+)/m) };
  } catch {
    const bytes = residentBytes(pid);
    return { allBytes: bytes, ownBytes: bytes };
  }
}

/** Processor time of a process, with that of its ended children; 0 where the system does not tell. */
export function cpuSecs(pid: number): number {
  const [user, system, childUser, childSystem] = readStat(pid).slice(11, 15).map(Number);
  return ((user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0)) / ticksPerSec;
}

/** The same for a process and its living children, as PostgreSQL's sessions are. */
export function cpuSecsOfTree(pid: number): number {
  let total = cpuSecs(pid);
  for (const child of childrenOf(pid)) total += cpuSecs(child);
  return total;
}

/** Processor time so far of each of these processes and their living children, to the microsecond where the system tells. */
export type Spent = ReadonlyMap<number, number>;

export function readSpent(pids: readonly number[]): Spent {
  const all = pids.flatMap((pid) => [pid, ...childrenOf(pid)]);
  return new Map(all.map((pid) => [pid, threadSecs(pid) ?? cpuSecs(pid)]));
}

/** What was spent from one reading to the next; a process that has ended between them is left out. */
export function spentSecs(before: Spent, after: Spent): number {
  let total = 0;
  for (const [pid, secs] of after) total += Math.max(0, secs - (before.get(pid) ?? 0));
  return total;
}

/** The scheduler's own count, in nanoseconds: hundredths of a second are too coarse for a short measurement. */
function threadSecs(pid: number): number | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const counts = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return counts.reduce((sum, count) => sum + count, 0) / 1e9;
  } catch {
    return null;
  }
}

function childrenOf(parent: number): number[] {
  try {
    const pids = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
    return pids.filter((pid) => Number(readStat(pid)[1]) === parent);
  } catch {
    return [];
  }
}

/** The fields after the name, which may itself hold spaces: state, parent, ... */
function readStat(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
