import { driveLoad } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import type { Sink } from '../load/start-sink.js';
import { cpuSecs, cpuSecsOfTree, residentBytes } from '../process/read-usage.js';
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
  readonly apiBytes: number;
  readonly workerBytes: number;
  readonly driverShare: number;
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
    ...peak,
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
function watchMemory(side: Side): { stop: () => { apiBytes: number; workerBytes: number } } {
  const peak = { apiBytes: 0, workerBytes: 0 };
  const timer = setInterval(() => {
    const now = readMemory(side);
    peak.apiBytes = Math.max(peak.apiBytes, now.apiBytes);
    peak.workerBytes = Math.max(peak.workerBytes, now.workerBytes);
  }, sampleMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

export function readMemory(side: Side): { apiBytes: number; workerBytes: number } {
  return {
    apiBytes: residentBytes(side.api.pid),
    workerBytes: side.workers.reduce((sum, worker) => sum + residentBytes(worker.pid), 0),
  };
}
