import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectionView, ledger } from '@hookline/contract';
import { roundRobin } from '@hookline/testkit';
import pg from 'pg';
import { z } from 'zod';
import { productProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import { callApi } from '../product/call-api.js';
import { makeFlow } from '../product/make-flow.js';
import { productEnv } from '../product/product-env.js';
import { callStep, rowStep } from './chaos-steps.js';
import { checkInvariants } from './check-invariants.js';
import { driveLeads } from './drive-leads.js';
import { openEffectSink, type EffectSink } from './effect-sink.js';
import { planWideStorm } from './plan-wide-storm.js';
import type { ChaosReport } from './run-chaos.js';
import { untilQuiet } from './until-quiet.js';
import { WideCrew, type Machine } from './wide-crew.js';

export type WidePlan = {
  /** An empty database of its own. */
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Empty; each process gets a folder of its own in it. */
  readonly dataDir: string;
  readonly seconds: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
};

const owner = z.object({ apiKey: z.string() });
const apis = 3;
const workers = 3;
const leadsPerSec = 20;
const leaseSecs = 3;

/** Three api and three worker processes behind a proxy, killed and paused at random; then the rules are checked. */
export async function runWide(plan: WidePlan): Promise<ChaosReport> {
  const balancer = await roundRobin({ ends: apis });
  const sink = await openEffectSink();
  const machines = await setUpMachines(plan, balancer.ports);
  const crew = new WideCrew(machines, plan.tell);
  try {
    const apiKey = await createOwner(machines[0]?.env);
    await crew.start();
    return await liveThrough(plan, { crew, sink, url: balancer.url, apiKey });
  } finally {
    await crew.stop();
    sink.close();
    await balancer.stop();
  }
}

/** As an operator hands them out: a folder for each, with a copy of the one key in it. */
async function setUpMachines(
  { databaseUrl, dataDir, redisUrl }: WidePlan,
  apiPorts: readonly number[],
): Promise<readonly Machine[]> {
  const key = `1:${randomBytes(32).toString('base64')}\n`;
  const setUp = async (app: Machine['app'], at: number, port: number): Promise<Machine> => {
    const name = `${app}-${at + 1}`;
    const folder = join(dataDir, name);
    await mkdir(folder);
    await writeFile(join(folder, 'secret.key'), key, { mode: 0o600 });
    const env = {
      ...productEnv({ databaseUrl, dataDir: folder, port }),
      // Not whatever the settings of this machine say.
      REDIS_URL: redisUrl ?? '',
      RETRY_SCHEDULE: '0,0.3,1,2,3,5,5,5',
      LEASE_SECS: `${leaseSecs}`,
      LOOP_DELAY_MAX_MS: '20000',
    };
    return { name, app, env };
  };
  return Promise.all([
    ...apiPorts.map((port, at) => setUp('api', at, port)),
    ...Array.from({ length: workers }, (_, at) => setUp('worker', at, 1)),
  ]);
}

async function createOwner(env: NodeJS.ProcessEnv | undefined): Promise<string> {
  const asked = ['setup', '--email', 'wide@example.com', '--password', 'a long password', '--json'];
  return owner.parse(JSON.parse(await runProgram([productProgram('cli'), ...asked], env))).apiKey;
}

type Stage = {
  readonly crew: WideCrew;
  readonly sink: EffectSink;
  readonly url: string;
  readonly apiKey: string;
};

async function liveThrough(plan: WidePlan, stage: Stage): Promise<ChaosReport> {
  const { crew, sink, url, apiKey } = stage;
  const { tell } = plan;
  const canary = `canary-${randomBytes(12).toString('hex')}`;
  await untilServed(url);
  const place = { url, apiKey };
  const body = { app: 'http', name: 'Sink', values: { auth: 'bearer', token: canary } };
  const asked = { method: 'POST', path: '/connections', body, reply: connectionView } as const;
  const connection = await callApi(place, asked);
  const steps = [rowStep, callStep(sink.url, connection.id)];
  const flow = await makeFlow(place, { name: 'Wide', steps });
  const driven = driveLeads(`${url}${flow.hookPath}`, leadsPerSec);
  await raiseWideStorm(plan, crew);
  await crew.gather();
  await driven.stop();
  tell(`sent ${driven.sent.size} leads, ${driven.acknowledged.size} were acknowledged; waiting`);

  const db = new pg.Client({ connectionString: plan.databaseUrl });
  await db.connect();
  try {
    await untilQuiet(db);
    await untilServed(url);
    const path = `/flows/${flow.id}/ledger`;
    const sums = await callApi(place, { method: 'GET', path, reply: ledger });
    const checks = await checkInvariants({
      db,
      driven,
      sink,
      ledger: sums,
      canary,
      logs: crew.logs(),
    });
    return { ledger: sums, checks };
  } finally {
    await db.end();
  }
}

async function raiseWideStorm(plan: WidePlan, crew: WideCrew): Promise<void> {
  const { seconds, seed } = plan;
  const who = { apis: crew.names('api'), workers: crew.names('worker') };
  for (const fault of planWideStorm({ ...who, seconds, seed, leaseMs: leaseSecs * 1_000 })) {
    if (plan.signal?.aborted) return;
    await wait(fault.afterMs);
    crew[fault.kind](fault.name, fault.forMs);
  }
}

const servedWithinMs = 30_000;

async function untilServed(url: string): Promise<void> {
  const deadline = Date.now() + servedWithinMs;
  for (;;) {
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.status === 200) return;
    if (Date.now() > deadline) throw new Error('nobody serves behind the proxy');
    await wait(100);
  }
}
