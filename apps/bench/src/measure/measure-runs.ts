import { setTimeout as wait } from 'node:timers/promises';
import { driveLoad } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import type { Sink } from '../load/start-sink.js';
import {
  cpuSecs,
  cpuSecsOfTree,
  residentBytes,
  residentBytesTogether,
} from '../process/read-usage.js';
import type { Side } from './side.js';

export type RunsPlan = {
  readonly events: number;
  /** Effects of each event. */
  readonly steps: number;
  readonly sink: Sink;
  readonly serverPid: number;
  /** After the last effect, which has its record still before it: that is part of the price, and a second may come yet. */
  readonly settleMs: number;
};

export type Runs = {
  readonly perSec: number;
  readonly apiCpuMs: number;
  readonly workerCpuMs: number;
  readonly databaseCpuMs: number;
  readonly memory: Memory;
  readonly driverShare: number;
  readonly accepted: number;
  /** Effects that did not come, and effects that nobody had sent a lead for. */
  readonly lost: number;
  readonly doubled: number;
};

export type Memory = {
  readonly apiBytes: number;
  readonly workerBytes: number;
  /** What they share counts once. */
  readonly togetherBytes: number;
};

const drainWithinMs = 180_000;
const sampleMs = 200;

/**
 * Accept, run and effect together: from the first request until the last effect has happened. What it
 * cost is given per event.
 */
export async function measureRuns(side: Side, plan: RunsPlan): Promise<Runs> {
  const { events, steps, sink, settleMs } = plan;
  const already = (await sink.count()).count;
  const before = readCosts(side, plan);
  const memory = watchMemory(side);
  const driven = await driveLoad({ url: side.hookUrl, body: leadBody(200), amount: events });
  const wanted = already + driven.accepted * steps;
  const { lastAtNs } = await sink.until(wanted, drainWithinMs);
  const elapsedSecs = Number(lastAtNs - BigInt(driven.beganAtNs)) / 1e9;
  const peak = memory.stop();
  await wait(settleMs);
  const after = readCosts(side, plan);
  const { count } = await sink.count();
  const perEvent = (name: keyof typeof after): number =>
    (after[name] - before[name]) / driven.accepted;
  return {
    perSec: driven.accepted / elapsedSecs,
    apiCpuMs: perEvent('apiCpuMs'),
    workerCpuMs: perEvent('workerCpuMs'),
    databaseCpuMs: perEvent('databaseCpuMs'),
    memory: peak,
    driverShare: driven.cpuShare,
    accepted: driven.accepted,
    lost: Math.max(0, wanted - count),
    // Where a line broke nobody knows whether the lead was stored.
    doubled: Math.max(0, count - wanted - driven.errors * steps),
  };
}

function readCosts(side: Side, { serverPid }: RunsPlan) {
  return {
    apiCpuMs: cpuSecs(side.api.pid) * 1_000,
    workerCpuMs: side.workers.reduce((sum, worker) => sum + cpuSecs(worker.pid), 0) * 1_000,
    databaseCpuMs: cpuSecsOfTree(serverPid) * 1_000,
  };
}

/** What the processes hold at most while it goes on. */
function watchMemory(side: Side): { stop: () => Memory } {
  let peak = readMemory(side);
  const timer = setInterval(() => {
    peak = mostOf([peak, readMemory(side)]);
  }, sampleMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

export function mostOf(memories: readonly Memory[]): Memory {
  const most = (name: keyof Memory): number => Math.max(...memories.map((memory) => memory[name]));
  return {
    apiBytes: most('apiBytes'),
    workerBytes: most('workerBytes'),
    togetherBytes: most('togetherBytes'),
  };
}

export function readMemory({ api, workers }: Side): Memory {
  const pids = workers.map(({ pid }) => pid);
  return {
    apiBytes: residentBytes(api.pid),
    workerBytes: pids.reduce((sum, pid) => sum + residentBytes(pid), 0),
    togetherBytes: residentBytesTogether([api.pid, ...pids]),
  };
}
