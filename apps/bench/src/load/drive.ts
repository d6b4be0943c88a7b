import autocannon from 'autocannon';
import { quantile } from '../measure/median.js';
import { driveEvenly } from './drive-evenly.js';
import { drivePlan, type DriveReport } from './drive-load.js';

type Plan = ReturnType<typeof drivePlan.parse>;
type Driven = Pick<DriveReport, 'accepted' | 'refused' | 'errors' | 'p50Ms' | 'p97Ms' | 'p99Ms'>;

const headers = { 'content-type': 'application/json' };
const defaultSecs = 5;

/** Drives load as a process of its own, and says what came back and what it cost. */
export async function run([text = '{}']: string[]): Promise<number> {
  const plan = drivePlan.parse(JSON.parse(text));
  const began = process.hrtime.bigint();
  const cpuBefore = process.cpuUsage();
  const driven =
    plan.perSec === undefined ? await atFullSpeed(plan) : await evenly(plan, plan.perSec);
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

async function atFullSpeed(plan: Plan): Promise<Driven> {
  const result = await autocannon({
    url: plan.url,
    method: 'POST',
    headers,
    body: plan.body,
    connections: plan.connections,
    pipelining: 1,
    timeout: 30,
    ...(plan.amount === undefined
      ? { duration: plan.durationSecs ?? defaultSecs }
      : { amount: plan.amount }),
  });
  const { latency } = result;
  return {
    accepted: result['2xx'],
    refused: result.non2xx,
    errors: result.errors,
    p50Ms: latency.p50,
    p97Ms: latency.p97_5,
    p99Ms: latency.p99,
  };
}

/** Our own: a rate of the load generator's comes as one burst a second, which measures the burst. */
async function evenly(plan: Plan, perSec: number): Promise<Driven> {
  const durationSecs = plan.durationSecs ?? defaultSecs;
  const { tookMs, ...counts } = await driveEvenly({ ...plan, headers, perSec, durationSecs });
  return {
    ...counts,
    p50Ms: quantile(tookMs, 0.5),
    p97Ms: quantile(tookMs, 0.975),
    p99Ms: quantile(tookMs, 0.99),
  };
}
