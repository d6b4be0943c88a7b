import { z } from 'zod';
import { ownProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';

export const drivePlan = z.object({
  url: z.string(),
  body: z.string(),
  connections: z.number().int().default(64),
  /** So many requests, or so many seconds. */
  amount: z.number().int().optional(),
  durationSecs: z.number().optional(),
  /** So many requests a second, at even distances; not given: as many as it can. */
  perSec: z.number().int().optional(),
});
export type DrivePlan = z.input<typeof drivePlan>;

const driveReport = z.object({
  /** On the clock that all processes of a machine share. */
  beganAtNs: z.string(),
  elapsedSecs: z.number(),
  accepted: z.number(),
  refused: z.number(),
  errors: z.number(),
  p50Ms: z.number(),
  p97Ms: z.number(),
  p99Ms: z.number(),
  /** Of one core. */
  cpuShare: z.number(),
});
export type DriveReport = z.infer<typeof driveReport>;

/** Drives load from a process of its own. */
export async function driveLoad(plan: DrivePlan): Promise<DriveReport> {
  const report = driveReport.parse(
    JSON.parse(await runProgram([ownProgram, 'drive', JSON.stringify(plan)])),
  );
  if (report.accepted === 0) throw new Error(`nothing was accepted at ${plan.url}`);
  return report;
}
