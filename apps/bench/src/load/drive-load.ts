import { z } from 'zod';
import { ownProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import { NumberSet } from './number-set.js';

const everyPlan = z.object({ url: z.string(), connections: z.number().int().default(64) });

/** As many as it can: so many requests, or so many seconds. */
const fullSpeed = everyPlan.extend({
  body: z.string(),
  amount: z.number().int().optional(),
  durationSecs: z.number().optional(),
});
/** So many requests a second, at even distances. */
const evenly = everyPlan.extend({
  perSec: z.number().int(),
  durationSecs: z.number(),
  /** The same for all; absent: each has a number of its own, and what became of it is told. */
  body: z.string().optional(),
});
export const drivePlan = z.union([evenly, fullSpeed]);

const numbers = z.string().transform((text) => NumberSet.fromText(text));
const driveReport = z.object({
  /** On the clock that all processes of a machine share. */
  beganAtNs: z.string(),
  elapsedSecs: z.number(),
  accepted: z.number(),
  refused: z.number(),
  errors: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
  /** Of one core. */
  cpuShare: z.number(),
});
const numberedReport = driveReport.extend({
  known: z.object({ accepted: numbers, refused: numbers }),
});
export type DriveReport = z.output<typeof driveReport>;
export type NumberedReport = z.output<typeof numberedReport>;
export type KnownLeads = NumberedReport['known'];

/** Drives load from a process of its own. */
export const driveLoad = (
  plan: z.input<typeof fullSpeed> | z.input<typeof evenly>,
): Promise<DriveReport> => drive(plan, driveReport);

/** The same with leads that can be told apart. */
export const driveNumbered = (
  plan: Omit<z.input<typeof evenly>, 'body'>,
): Promise<NumberedReport> => drive(plan, numberedReport);

async function drive<T extends DriveReport>(
  plan: { readonly url: string },
  reported: z.ZodType<T>,
): Promise<T> {
  const report = reported.parse(
    JSON.parse(await runProgram([ownProgram, 'drive', JSON.stringify(plan)])),
  );
  if (report.accepted === 0) throw new Error(`nothing was accepted at ${plan.url}`);
  return report;
}
