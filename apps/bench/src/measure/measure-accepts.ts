import { driveLoad, type DriveReport } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import { median, type Percentiles } from './median.js';
import type { Side } from './side.js';
import { spreadOf, type Spread } from './spread.js';

export type Accepts = {
  readonly perSec: Spread;
  /** Each the middle of those of the rounds. */
  readonly answers: Percentiles;
  readonly driverShare: number;
  readonly faults: number;
};

/** Durable accepts alone: nobody works on what arrives. The sides take turns, so that both meet the same weather. */
export async function measureAccepts(
  { product, limit }: { product: Side; limit: Side },
  given: { bodyBytes: number; rounds: number; durationSecs: number },
): Promise<{ product: Accepts; limit: Accepts }> {
  const reports: { product: DriveReport[]; limit: DriveReport[] } = { product: [], limit: [] };
  for (let round = 0; round < given.rounds; round += 1) {
    reports.product.push(await driveOnce(product, given));
    reports.limit.push(await driveOnce(limit, given));
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
  const middle = (name: keyof Percentiles): number => median(reports.map((report) => report[name]));
  return {
    perSec: spreadOf(reports.map(({ accepted, elapsedSecs }) => accepted / elapsedSecs)),
    answers: { p50Ms: middle('p50Ms'), p95Ms: middle('p95Ms'), p99Ms: middle('p99Ms') },
    driverShare: Math.max(...reports.map((report) => report.cpuShare)),
    faults: reports.reduce((sum, report) => sum + report.refused + report.errors, 0),
  };
}
