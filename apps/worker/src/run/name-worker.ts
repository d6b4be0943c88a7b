import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const separator = '@';

/**
 * Names this process in the leases that it takes. Behind the @ stands what its process id is unique in: this
 * boot of this machine, and in it this container. Where that cannot be told, nothing stands there.
 */
export function nameWorker(): string {
  return `${hostname()}/${process.pid}${separator}${pidSpace() ?? ''}`;
}

/** True when the holder of a lease surely lives no more: its id was given here, and nobody has it now. */
export function isSurelyDead(worker: string, isAlive = isProcess): boolean {
  const space = pidSpace();
  const [, pid, named] = /\/(\d+)@(\w+)$/.exec(worker) ?? [];
  if (space === null || pid === undefined || named !== space) return false;
  // Our own name at our start: the last who had our id is dead.
  return Number(pid) === process.pid || !isAlive(Number(pid));
}

function pidSpace(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const space = `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
    return createHash('sha256').update(space).digest('hex').slice(0, 16);
  } catch {
    // Not Linux, or nothing to be seen there: the leases end by themselves.
    return null;
  }
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one all the same.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
