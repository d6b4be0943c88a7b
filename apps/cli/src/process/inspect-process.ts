import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessFacts {
  command: string;
  /** Together with the pid it names one process for ever: pids are reused, in containers within seconds. */
  startedAt: string;
  isZombie: boolean;
  parentPid: number | undefined;
}

/** What the system says about a pid; undefined where there is no such process. */
export async function inspectProcess(pid: number): Promise<ProcessFacts | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return fromSignal(pid);
  return fromPs(pid);
}

/** A zombie holds its pid but does nothing any more: where pid 1 does not reap, it stays for ever. */
export async function isRunning(pid: number): Promise<boolean> {
  const facts = await inspectProcess(pid);
  return facts !== undefined && !facts.isZombie;
}

async function fromProc(pid: number): Promise<ProcessFacts | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The command stands in parentheses and may itself hold spaces and parentheses.
  const close = stat.lastIndexOf(')');
  const fields = stat.slice(close + 2).split(' ');
  return {
    command: stat.slice(stat.indexOf('(') + 1, close),
    startedAt: fields[19] ?? '',
    isZombie: fields[0] === 'Z' || fields[0] === 'X',
    parentPid: Number(fields[1]),
  };
}

async function fromPs(pid: number): Promise<ProcessFacts | undefined> {
  const args = ['-o', 'ppid=,stat=,lstart=,comm=', '-p', String(pid)];
  const ran = await promisify(execFile)('ps', args, { env: { ...process.env, LC_ALL: 'C' } }).catch(
    () => undefined,
  );
  const found = ran?.stdout
    .trim()
    .match(/^(\d+)\s+(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/);
  if (!found) return undefined;
  const [, parent, state = '', startedAt = '', command = ''] = found;
  return {
    command: command.split('/').at(-1) ?? command,
    startedAt,
    isZombie: state.startsWith('Z'),
    parentPid: Number(parent),
  };
}

function fromSignal(pid: number): ProcessFacts | undefined {
  try {
    process.kill(pid, 0);
    return { command: '', startedAt: '', isZombie: false, parentPid: undefined };
  } catch {
    return undefined;
  }
}
