import { randomBytes } from 'node:crypto';
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
import type { ChaosReport } from './run-chaos.js';
import { seededRandom } from './seeded-random.js';
import { untilQuiet } from './until-quiet.js';
import { WideCrew } from './wide-crew.js';

export type WidePlan = {
  /** An empty database of its own. */
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
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

/** Three api and three worker processes behind a proxy, killed and paused at random; then the rules are checked. */
export async function runWide(plan: WidePlan): Promise<ChaosReport> {
  const balancer = await roundRobin({ ends: apis });
  const sink = await openEffectSink();
  const { databaseUrl, dataDir } = plan;
  const env = {
    ...productEnv({ databaseUrl, dataDir, port: 1 }),
    // Not whatever the settings of this machine say.
    REDIS_URL: plan.redisUrl ?? '',
    RETRY_SCHEDULE: '0,0.3,1,2,3,5,5,5',
    LEASE_SECS: '3',
    LOOP_DELAY_MAX_MS: '20000',
  };
  const apiKey = await createOwner(env);
  const crew = new WideCrew(env, balancer.ports, workers);
  try {
    await crew.start();
    return await liveThrough(plan, { crew, sink, url: balancer.url, apiKey });
  } finally {
    await crew.stop();
    sink.close();
    await balancer.stop();
  }
}

async function createOwner(env: NodeJS.ProcessEnv): Promise<string> {
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

/** All of it by the seed: who, what, and when. Two of three are killed, one is paused for longer than a lease at times. */
async function raiseWideStorm(plan: WidePlan, crew: WideCrew): Promise<void> {
  const random = seededRandom(plan.seed);
  const between = (from: number, to: number): number => Math.round(from + random() * (to - from));
  const endsAt = Date.now() + plan.seconds * 1_000;
  for (;;) {
    const afterMs = between(300, 1_200);
    const name = crew.names[Math.floor(random() * crew.names.length)] ?? '';
    const isKill = random() < 2 / 3;
    const forMs = isKill ? between(100, 1_000) : between(300, 4_000);
    if (Date.now() + afterMs >= endsAt || plan.signal?.aborted) return;
    await wait(afterMs);
    plan.tell(isKill ? crew.kill(name, forMs) : crew.pause(name, forMs));
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
