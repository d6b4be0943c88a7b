import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../bench.js';
import { countStatements } from '../database/count-statements.js';
import type { Crew } from '../measure/form.js';
import { measureLatency, type Latency } from '../measure/measure-latency.js';
import {
  measureRuns,
  readMemory,
  type Memory,
  type Runs,
  type RunsPlan,
} from '../measure/measure-runs.js';
import { median } from '../measure/median.js';
import { inTurn, type Side, type Sides } from '../measure/side.js';
import { atLeast, atMost, type Figure } from './figure.js';
import { noteDriver } from './note-driver.js';
import { fine, megabytes, whole } from './print-table.js';

const runsBudget = 0.6;
const warmUpEvents = 4_000;

/** Accept, run and effect together, with what it costs. */
export async function runFigures(
  bench: Bench,
  sides: Sides,
  { crew, isMain: isMainCrew }: { crew: Crew; isMain: boolean },
): Promise<Figure[]> {
  const { sink, server, form, tell } = bench;
  const label = isMainCrew
    ? ''
    : `, ${crew.workers} worker${crew.workers > 1 ? 's' : ''}, ${crew.queue}`;
  if (isMainCrew) tell(`memory, after a rest of ${form.restSecs} s`);
  await wait(isMainCrew ? form.restSecs * 1_000 : 0);
  const idle = readMemory(sides.product);
  tell(`time from a request to its effect${label}`);
  const plan: RunsPlan = { events: warmUpEvents, steps: 1, sink, serverPid: server.pid };
  await inTurn(sides, 'product', () => measureRuns(sides.product, plan));
  await inTurn(sides, 'limit', () => measureRuns(sides.limit, plan));
  const figures: Figure[] = isMainCrew ? await latencyFigures(bench, sides) : [];
  for (const [index, { steps, events, rounds }] of form.runs.entries()) {
    const isMain = index === 0;
    tell(`runs of ${steps} calls${label}`);
    const given = { ...plan, events, steps };
    const product: Runs[] = [];
    const limit: Runs[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const ours = withFlow(bench, sides.product, steps);
      product.push(await inTurn(sides, 'product', () => measureRuns(ours, given)));
      if (!isMain) continue;
      limit.push(await inTurn(sides, 'limit', () => measureRuns(sides.limit, given)));
    }
    figures.push(
      ...describe({ product, limit, what: `${steps} call${steps > 1 ? 's' : ''}${label}` }),
    );
    if (!isMain || !isMainCrew) continue;
    figures.push(...costFigures(product, limit), await statementFigure(bench, sides, given));
    figures.push(...memoryFigures(idle, product));
    noteDriver(
      bench,
      'runs',
      [...product, ...limit].map(({ driverShare }) => driverShare),
    );
  }
  return figures;
}

function withFlow({ prepared }: Bench, side: Side, steps: number): Side {
  const path = prepared.flows.get(steps)?.hookPath ?? '';
  return { ...side, hookUrl: new URL(path, side.hookUrl).href };
}

const middleOf = (runs: readonly Runs[], pick: (run: Runs) => number): number =>
  median(runs.map(pick));

function describe(given: { product: Runs[]; limit: Runs[]; what: string }): Figure[] {
  const product = middleOf(given.product, ({ perSec }) => perSec);
  const limit = middleOf(given.limit, ({ perSec }) => perSec);
  const hasLimit = given.limit.length > 0;
  return [
    {
      what: `runs/s end to end, ${given.what}`,
      product: whole(product),
      limit: hasLimit ? whole(limit) : '',
      ratio: hasLimit ? product / limit : null,
      budget: hasLimit ? atLeast(product / limit, runsBudget) : null,
    },
  ];
}

function costFigures(product: readonly Runs[], limit: readonly Runs[]): Figure[] {
  const cost = (what: string, pick: (run: Runs) => number, digits = 2): Figure => {
    const [ours, theirs] = [middleOf(product, pick), middleOf(limit, pick)];
    const ratio = ours / theirs;
    return { what, product: fine(ours, digits), limit: fine(theirs, digits), ratio, budget: null };
  };
  return [
    cost('  CPU per event, api ms', ({ apiCpuMs }) => apiCpuMs),
    cost('  CPU per event, worker ms', ({ workerCpuMs }) => workerCpuMs),
    cost('  CPU per event, database ms', ({ databaseCpuMs }) => databaseCpuMs),
    cost('  transactions per event', ({ commits }) => commits, 3),
    cost('  syncs of the log per event', ({ fsyncs }) => fsyncs, 3),
  ];
}

async function statementFigure(
  { server, form }: Bench,
  sides: Sides,
  plan: RunsPlan,
): Promise<Figure> {
  const events = Math.ceil((form.runs[0]?.events ?? plan.events) / 2);
  const perEvent = async (side: Side): Promise<number> => {
    const work = (): Promise<Runs> => measureRuns(side, { ...plan, events });
    const count = countStatements(server.url, side.databaseUrl, work);
    return (await inTurn(sides, side.name, () => count)) / events;
  };
  const product = await perEvent(sides.product);
  const limit = await perEvent(sides.limit);
  return {
    what: '  statements per event',
    product: fine(product, 3),
    limit: fine(limit, 3),
    ratio: product / limit,
    budget: null,
  };
}

function memoryFigures(idle: Memory, product: readonly Runs[]): Figure[] {
  const most = (pick: (memory: Memory) => number): number =>
    Math.max(...product.map(({ memory }) => pick(memory)));
  const peak: Memory = {
    apiBytes: most(({ apiBytes }) => apiBytes),
    workerBytes: most(({ workerBytes }) => workerBytes),
    togetherBytes: most(({ togetherBytes }) => togetherBytes),
  };
  const row = (what: string, held: Memory, boundMb: number): Figure[] => [
    {
      what: `resident memory, ${what}, shared pages once`,
      product: megabytes(held.togetherBytes),
      limit: '',
      ratio: null,
      budget: atMost(held.togetherBytes / 1_048_576, boundMb, ' MB'),
    },
    {
      what: '  as each process counts: api + worker',
      product: `${megabytes(held.apiBytes)} + ${megabytes(held.workerBytes)}`,
      limit: '',
      ratio: null,
      budget: null,
    },
  ];
  return [...row('idle', idle, 250), ...row('under load', peak, 450)];
}

async function latencyFigures({ sink, form }: Bench, sides: Sides): Promise<Figure[]> {
  const given = { sink, times: form.latencyTimes };
  const measure = (side: Side) =>
    inTurn(sides, side.name, () => measureLatency(side.hookUrl, given));
  const product = await measure(sides.product);
  const limit = await measure(sides.limit);
  const row = (name: keyof Latency, boundMs: number | null): Figure => ({
    what: `request to effect, idle, ${name.slice(0, 3)} ms`,
    product: fine(product[name], 1),
    limit: fine(limit[name], 1),
    ratio: product[name] / limit[name],
    budget: boundMs === null ? null : atMost(product[name], boundMs, ' ms'),
  });
  return [row('p50Ms', 15), row('p95Ms', null), row('p99Ms', 60)];
}
