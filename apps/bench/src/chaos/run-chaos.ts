import { randomBytes } from 'node:crypto';
import { connectionView, ledger, type Ledger } from '@hookline/contract';
import pg from 'pg';
import { callApi, type ApiPlace } from '../product/call-api.js';
import { makeFlow } from '../product/make-flow.js';
import { callStep, rowStep } from './chaos-steps.js';
import { checkInvariants, type Check } from './check-invariants.js';
import { driveLeads } from './drive-leads.js';
import { openEffectSink, type EffectSink } from './effect-sink.js';
import { House } from './house.js';
import { planFaults } from './plan-faults.js';
import { raiseStorm } from './raise-storm.js';
import { untilQuiet } from './until-quiet.js';

export type ChaosPlan = {
  readonly seconds: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
};

export type ChaosReport = {
  readonly ledger: Ledger;
  readonly checks: readonly Check[];
};

const leadsPerSec = 20;

/** Runs the whole product under load, kills its processes at random, and checks what must be true at the end. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const house = await House.build();
  try {
    const sink = await openEffectSink();
    return await liveThrough(plan, house, sink).finally(sink.close);
  } finally {
    await house.stop();
    await house.tearDown();
  }
}

async function liveThrough(plan: ChaosPlan, house: House, sink: EffectSink): Promise<ChaosReport> {
  const { tell, seconds, seed } = plan;
  const canary = `canary-${randomBytes(12).toString('hex')}`;
  const place = { url: house.url, apiKey: await house.createOwner() };
  const flow = await makeFlow(place, {
    name: 'Chaos',
    steps: [rowStep, callStep(sink.url, await storeSecret(place, canary))],
  });
  const driven = driveLeads(`${house.url}${flow.hookPath}`, leadsPerSec);
  const signal = plan.signal ?? new AbortController().signal;
  await raiseStorm({ house, faults: planFaults({ seconds, seed }), tell, signal });
  await driven.stop();
  tell(`sent ${driven.sent.size} leads, ${driven.acknowledged.size} were acknowledged; waiting`);

  const db = new pg.Client({ connectionString: await house.databaseUrl() });
  await db.connect();
  try {
    await untilQuiet(db);
    const path = `/flows/${flow.id}/ledger`;
    const sums = await callApi(place, { method: 'GET', path, reply: ledger });
    const logs = await house.readLogs();
    const checks = await checkInvariants({ db, driven, sink, ledger: sums, canary, logs });
    return { ledger: sums, checks };
  } finally {
    await db.end();
  }
}

async function storeSecret(place: ApiPlace, token: string): Promise<string> {
  const body = { app: 'http', name: 'Sink', values: { auth: 'bearer', token } };
  const asked = { method: 'POST', path: '/connections', body, reply: connectionView } as const;
  return (await callApi(place, asked)).id;
}
