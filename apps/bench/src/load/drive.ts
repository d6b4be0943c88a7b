import autocannon, { type Options, type Result } from 'autocannon';
import type { z } from 'zod';
import { percentiles } from '../measure/median.js';
import { driveEvenly } from './drive-evenly.js';
import { drivePlan, type DriveReport } from './drive-load.js';
import { numberedBody } from './lead-body.js';

type Plan = z.output<typeof drivePlan>;
type EvenPlan = Extract<Plan, { perSec: number }>;
type FullPlan = Exclude<Plan, EvenPlan>;
type Driven = Omit<DriveReport, 'beganAtNs' | 'elapsedSecs' | 'cpuShare'>;

const headers = { 'content-type': 'application/json' };
const defaultSecs = 5;

/** Drives load as a process of its own, and says what came back and what it cost. */
export async function run([text = '{}']: string[]): Promise<number> {
  const plan = drivePlan.parse(JSON.parse(text));
  const began = process.hrtime.bigint();
  const cpuBefore = process.cpuUsage();
  const driven = 'perSec' in plan ? await evenly(plan) : await atFullSpeed(plan);
  const elapsedSecs = Number(process.hrtime.bigint() - began) / 1e9;
  const { user, system } = process.cpuUsage(cpuBefore);
  const report: DriveReport = {
    beganAtNs: String(began),
    elapsedSecs,
    ...driven,
    cpuShare: (user + system) / 1e6 / elapsedSecs,
  };
  console.log(JSON.stringify(report));
  return 0;
}

async function atFullSpeed(plan: FullPlan): Promise<Driven> {
  const tookMs: number[] = [];
  const result = await shoot(
    {
      url: plan.url,
      method: 'POST',
      headers,
      body: plan.body,
      connections: Math.min(plan.connections, plan.amount ?? Infinity),
      pipelining: 1,
      timeout: 30,
      ...(plan.amount === undefined
        ? { duration: plan.durationSecs ?? defaultSecs }
        : { amount: plan.amount }),
    },
    tookMs,
  );
  const { non2xx: refused, errors } = result;
  return { accepted: result['2xx'], refused, errors, ...percentiles(tookMs) };
}

/** Its own histogram has no 95th percentile, and whole milliseconds: what each answer took is kept. */
function shoot(options: Options, tookMs: number[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const shots = autocannon(options, (error: unknown, result: Result) =>
      error ? reject(error) : resolve(result),
    );
    shots.on('response', (_client, status, _bytes, ms) => {
      if (status >= 200 && status < 300) tookMs.push(ms);
    });
  });
}

/** Our own: a rate of the load generator's comes as one burst a second, which measures the burst. */
async function evenly({ body, ...plan }: EvenPlan): Promise<Driven> {
  const bodyOf = body === undefined ? numberedBody : () => body;
  const { tookMs, known, ...counts } = await driveEvenly({ ...plan, headers, bodyOf });
  const told = { accepted: known.accepted.toText(), refused: known.refused.toText() };
  return { ...counts, ...percentiles(tookMs), ...(body === undefined ? { known: told } : {}) };
}
