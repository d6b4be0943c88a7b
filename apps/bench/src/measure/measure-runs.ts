import { driveLoad } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import type { Sink } from '../load/start-sink.js';
import {
  cpuSecs,
  cpuSecsOfTree,
  residentBytes,
  residentBytesTogether,
} from '../process/read-usage.js';
import { readCounters } from '../database/read-counters.js';
import type { Side } from './side.js';

export type RunsPlan = {
  readonly events: number;
  /** Effects of each event. */
  readonly steps: number;
  readonly sink: Sink;
  readonly serverPid: number;
};

export type Runs = {
  readonly perSec: number;
  readonly apiCpuMs: number;
  readonly workerCpuMs: number;
  readonly databaseCpuMs: number;
  readonly commits: number;
  readonly fsyncs: number;
  readonly memory: Memory;
  readonly driverShare: number;
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
  const { events, steps, sink } = plan;
  const wanted = (await sink.count()).count + events * steps;
  const before = await readCosts(side, plan);
  const memory = watchMemory(side);
  const driven = await driveLoad({ url: side.hookUrl, body: leadBody(200), amount: events });
  const lost = events - driven.accepted;
  const lastAtNs = await sink.until(wanted - lost * steps, drainWithinMs);
  const elapsedSecs = Number(lastAtNs - BigInt(driven.beganAtNs)) / 1e9;
  const peak = memory.stop();
  const after = await readCosts(side, plan);
  const perEvent = (name: keyof typeof after): number =>
    (after[name] - before[name]) / driven.accepted;
  return {
    perSec: driven.accepted / elapsedSecs,
    apiCpuMs: perEvent('apiCpuMs'),
    workerCpuMs: perEvent('workerCpuMs'),
    databaseCpuMs: perEvent('databaseCpuMs'),
    commits: perEvent('commits'),
    fsyncs: perEvent('fsyncs'),
    memory: peak,
    driverShare: driven.cpuShare,
  };
}

async function readCosts(side: Side, { serverPid }: RunsPlan) {
  const counters = await readCounters(side.databaseUrl);
  return {
    ...counters,
    apiCpuMs: cpuSecs(side.api.pid) * 1_000,
    workerCpuMs: side.workers.reduce((sum, worker) => sum + cpuSecs(worker.pid), 0) * 1_000,
    databaseCpuMs: cpuSecsOfTree(serverPid) * 1_000,
  };
}

/** What the processes hold at most while it goes on. */
function watchMemory(side: Side): { stop: () => Memory } {
  let peak = readMemory(side);
  const timer = setInterval(() => {
    const now = readMemory(side);
    peak = {
      apiBytes: Math.max(peak.apiBytes, now.apiBytes),
      workerBytes: Math.max(peak.workerBytes, now.workerBytes),
      togetherBytes: Math.max(peak.togetherBytes, now.togetherBytes),
    };
  }, sampleMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
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
