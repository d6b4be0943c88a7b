import autocannon from 'autocannon';
import { drivePlan, type DriveReport } from './drive-load.js';

/** Drives load as a process of its own, and says what came back and what it cost. */
export async function run([text = '{}']: string[]): Promise<number> {
  const plan = drivePlan.parse(JSON.parse(text));
  const began = process.hrtime.bigint();
  const cpuBefore = process.cpuUsage();
  const result = await autocannon({
    url: plan.url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: plan.body,
    connections: plan.connections,
    pipelining: 1,
    timeout: 30,
    ...(plan.perSec === undefined ? {} : { overallRate: plan.perSec }),
    ...(plan.amount === undefined ? { duration: plan.durationSecs ?? 5 } : { amount: plan.amount }),
  });
  const elapsedSecs = Number(process.hrtime.bigint() - began) / 1e9;
  const { user, system } = process.cpuUsage(cpuBefore);
  const { latency } = result;
  const report: DriveReport = {
    beganAtNs: String(began),
    elapsedSecs,
    accepted: result['2xx'],
    refused: result.non2xx,
    errors: result.errors,
    p50Ms: latency.p50,
    p97Ms: latency.p97_5,
    p99Ms: latency.p99,
    cpuShare: (user + system) / 1e6 / elapsedSecs,
  };
  console.log(JSON.stringify(report));
  return 0;
}
