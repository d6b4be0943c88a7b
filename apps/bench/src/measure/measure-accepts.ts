import { driveLoad, type DriveReport } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import { median } from './median.js';
import type { Side, SideName, Sides } from './side.js';

export type Accepts = {
  readonly perSec: number;
  readonly p50Ms: number;
  readonly p97Ms: number;
  readonly p99Ms: number;
  readonly driverShare: number;
  readonly faults: number;
};

/** Durable accepts alone: nobody works on what arrives. The sides take turns, so that both meet the same weather. */
export async function measureAccepts(
  sides: Sides,
  given: { bodyBytes: number; rounds: number; durationSecs: number },
): Promise<Record<SideName, Accepts>> {
  const reports: Record<SideName, DriveReport[]> = { product: [], limit: [] };
  for (let round = 0; round < given.rounds; round += 1) {
    reports.product.push(await driveOnce(sides.product, given));
    reports.limit.push(await driveOnce(sides.limit, given));
  }
  return { product: summarize(reports.product), limit: summarize(reports.limit) };
}

export function driveOnce(
  side: Side,
  { bodyBytes, durationSecs }: { bodyBytes: number; durationSecs: number },
): Promise<DriveReport> {
  return driveLoad({ url: side.hookUrl, body: leadBody(bodyBytes), durationSecs });
}

function summarize(reports: readonly DriveReport[]): Accepts {
  const middle = (pick: (report: DriveReport) => number): number => median(reports.map(pick));
  return {
    perSec: middle((report) => report.accepted / report.elapsedSecs),
    p50Ms: middle((report) => report.p50Ms),
    p97Ms: middle((report) => report.p97Ms),
    p99Ms: middle((report) => report.p99Ms),
    driverShare: Math.max(...reports.map((report) => report.cpuShare)),
    faults: reports.reduce((sum, report) => sum + report.refused + report.errors, 0),
  };
}
