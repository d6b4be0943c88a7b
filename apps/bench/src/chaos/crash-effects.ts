import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ledger, type Ledger, type Step } from '@hookline/contract';
import pg from 'pg';
import { z } from 'zod';
import { startServer, type Server } from '../database/start-server.js';
import { productProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import { callApi, type ApiPlace } from '../product/call-api.js';
import { makeFlow } from '../product/make-flow.js';
import { productEnv } from '../product/product-env.js';
import { startProduct } from '../product/start-product.js';
import type { Check } from './check-invariants.js';
import { keepOpen, type OpenLeads } from './keep-open.js';
import { seededRandom } from './seeded-random.js';
import { openVerifiableSink, type VerifiableSink } from './verifiable-sink.js';

export type CrashPlan = {
  /** How often a worker is killed between an effect and its record. */
  readonly crashes: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
};

export type CrashReport = { readonly ledger: Ledger; readonly checks: readonly Check[] };

const owner = z.object({ apiKey: z.string() });
const workersAtOnce = 3;
/** Under way at each death, so that one death tears many effects from their records. */
const openLeads = 40;
/** Some workers die at their first effect and some have many recorded before, so that the work gets on. */
const mostEffects = 30;
const crashPoint = (random: () => number): string =>
  `worker_effect_done:${1 + Math.floor(random() * mostEffects)}`;
const tellEvery = 50;
const endsWithinMs = 120_000;
const pollMs = 200;

/**
 * Lets workers work on effects at a target that repeats whatever comes twice, and kills each of them at
 * the moment when an effect has happened and its record has not; then counts what the target did.
 */
export async function crashEffects(plan: CrashPlan): Promise<CrashReport> {
  const server = await startServer();
  const sink = await openVerifiableSink(seededRandom(plan.seed));
  try {
    return await withApi(server, async (place, env) => {
      const flow = await makeFlow(place, { name: 'Crashes', steps: [verifiableStep(sink.url)] });
      const leads = keepOpen(`${place.url}${flow.hookPath}`, {
        wanted: openLeads,
        done: () => new Set(sink.effects.map(({ lead }) => lead)).size,
      });
      const deaths = await killWorkers(plan, env);
      await leads.stop();
      const kept = await finish(env, plan.tell);
      const path = `/flows/${flow.id}/ledger`;
      const sums = await callApi(place, { method: 'GET', path, reply: ledger });
      plan.tell(
        `${deaths} workers died, ${sink.counts.broken} lines broke; the target was asked ` +
          `${sink.counts.looks} times, and ${sink.counts.found} times it had happened`,
      );
      return { ledger: sums, checks: check({ plan, deaths, leads, sink, sums, kept }) };
    });
  } finally {
    sink.close();
    await server.stop();
  }
}

async function withApi<T>(
  server: Server,
  work: (place: ApiPlace, env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const databaseUrl = await server.create('crashes');
  const dataDir = await mkdtemp(join(server.folder, 'product-'));
  const env = productEnv({ databaseUrl, dataDir, port: 1 });
  const asked = ['setup', '--email', 'crash@example.com', '--password', 'a long password'];
  const printed = await runProgram([productProgram('cli'), ...asked, '--json'], env);
  const { apiKey } = owner.parse(JSON.parse(printed));
  const product = await startProduct({ databaseUrl, dataDir, workers: 0, profileDir: null });
  try {
    return await work({ url: product.url, apiKey }, { ...env, ...quickly });
  } finally {
    await product.stop();
  }
}

/**
 * A death is noticed after a second, and what failed is tried again soon. In life no process dies every second:
 * who stands by when so many do needs more tries than who lives with a usual one.
 */
const quickly = { LEASE_SECS: '1', RETRY_SCHEDULE: `0${',0.5'.repeat(30)}` };

const verifiableStep = (url: string): Step => ({
  id: 'call',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: {
    method: 'POST',
    url,
    body: { id: '{{trigger.id}}', ref: '{{run.key}}' },
    checkUrl: `${url}?ref={{run.key}}`,
  },
  timeoutSecs: 1,
});

async function killWorkers(plan: CrashPlan, env: NodeJS.ProcessEnv): Promise<number> {
  const random = seededRandom(plan.seed + 1);
  let deaths = 0;
  const one = async (): Promise<void> => {
    while (deaths < plan.crashes && plan.signal?.aborted !== true) {
      const end = await workUntilDeath({ ...env, CRASH_AT: crashPoint(random) }, plan.signal);
      if (end !== 'SIGKILL') return;
      deaths += 1;
      if (deaths % tellEvery === 0) plan.tell(`${deaths} of ${plan.crashes}`);
    }
  };
  await Promise.all(Array.from({ length: workersAtOnce }, one));
  return deaths;
}

async function workUntilDeath(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  const child = spawn(process.execPath, [productProgram('worker')], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const stop = (): boolean => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  const [code, died] = await once(child, 'exit');
  signal?.removeEventListener('abort', stop);
  return String(died ?? code);
}

/** A worker that lives does the rest; gives the leads that a person is asked about. */
async function finish(
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<ReadonlySet<string>> {
  tell('no more crashes; the rest is done');
  const child = spawn(process.execPath, [productProgram('worker')], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = once(child, 'exit');
  const db = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await db.connect();
  try {
    const deadline = Date.now() + endsWithinMs;
    const isOpen = `SELECT FROM open_runs WHERE state <> 'needs_attention' LIMIT 1`;
    while ((await db.query(isOpen)).rowCount !== 0 && Date.now() < deadline) await wait(pollMs);
    const { rows } = await db.query<{ lead: string }>(
      `SELECT convert_from(e.body, 'UTF8')::json ->> 'id' AS lead
       FROM open_runs r JOIN events e ON e.id = r.event_id WHERE r.state = 'needs_attention'`,
    );
    return new Set(rows.map(({ lead }) => lead));
  } finally {
    await db.end();
    child.kill('SIGTERM');
    await ended;
  }
}

function check(given: {
  plan: CrashPlan;
  deaths: number;
  leads: OpenLeads;
  sink: VerifiableSink;
  sums: Ledger;
  kept: ReadonlySet<string>;
}): Check[] {
  const { plan, deaths, leads, sink, sums, kept } = given;
  const times = new Map<string, number>();
  for (const { lead } of sink.effects) times.set(lead, (times.get(lead) ?? 0) + 1);
  const lost = [...leads.acknowledged].filter((lead) => !times.has(lead) && !kept.has(lead));
  const doubled = [...times].filter(([, count]) => count > 1).map(([lead]) => lead);
  const rule = (name: string, offenders: readonly string[]): Check => ({
    name,
    problem: offenders.length === 0 ? null : `${offenders.length}: ${offenders.slice(0, 5).join()}`,
  });
  const sum = (name: string, isRight: boolean): Check => ({
    name,
    problem: isRight ? null : JSON.stringify(sums),
  });
  return [
    sum(`${plan.crashes} workers were killed after an effect (${deaths})`, deaths >= plan.crashes),
    rule(
      `0 losses: each acknowledged lead is at the target, or a person is asked (${leads.acknowledged.size})`,
      lost,
    ),
    rule(`0 doubles: the target did nothing twice (${sink.effects.length} effects)`, doubled),
    sum(`more than one effect was torn from its record per death`, sink.counts.found > deaths),
    sum(
      `each run has succeeded, or a person is asked (${kept.size})`,
      sums.succeeded + kept.size === sums.received,
    ),
    sum('the ledger balances', sums.balanced),
  ];
}
