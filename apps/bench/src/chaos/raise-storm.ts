import { setTimeout as wait } from 'node:timers/promises';
import type { House } from './house.js';
import type { Fault } from './plan-faults.js';

type Storm = {
  readonly house: House;
  readonly faults: readonly Fault[];
  readonly tell: (line: string) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
};

const findWithinMs = 3_000;
const pollMs = 50;

/** Lets the faults happen one after another; afterwards everything runs again. */
export async function raiseStorm({ house, faults, tell, signal }: Storm): Promise<void> {
  const asleep = new Map<number, Promise<void>>();
  const began = Date.now();
  for (const fault of faults) {
    await wait(fault.afterMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const at = ((Date.now() - began) / 1_000).toFixed(1);
    tell(`${at.padStart(6)} s  ${fault.kind}${await strike(house, fault, asleep)}`);
  }
  await Promise.all(asleep.values());
}

/** Gives what is to be said about it. */
async function strike(
  house: House,
  fault: Fault,
  asleep: Map<number, Promise<void>>,
): Promise<string> {
  if (fault.kind === 'kill supervisor') {
    await house.killSupervisor();
    await house.start();
    return ', and start again';
  }
  const [verb, name = ''] = fault.kind.split(' ');
  const pid = await findSoon(house, name);
  if (pid === null) return ' (it was down already)';
  if (verb === 'pause' && asleep.has(pid)) return ' (it sleeps already)';
  if (!trySignal(pid, verb === 'kill' ? 'SIGKILL' : 'SIGSTOP')) return ' (it was just gone)';
  if (verb === 'kill') return '';
  const awake = wait(fault.forMs).then(() => {
    asleep.delete(pid);
    trySignal(pid, 'SIGCONT');
  });
  asleep.set(pid, awake);
  return ` for ${(fault.forMs / 1_000).toFixed(1)} s`;
}

/** What was killed a moment ago is just coming back. */
async function findSoon(house: House, name: string): Promise<number | null> {
  const deadline = Date.now() + findWithinMs;
  for (;;) {
    const pid = house.find(name);
    if (pid !== null || Date.now() > deadline) return pid;
    await wait(pollMs);
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
