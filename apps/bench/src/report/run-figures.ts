import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../bench.js';
import { countCosts } from '../measure/count-costs.js';
import type { Queue } from '../measure/form.js';
import { measureRuns, readMemory, type Runs, type RunsPlan } from '../measure/measure-runs.js';
import { inTurn, setWorking, type Side } from '../measure/side.js';
import { spreadOf, type Spread } from '../measure/spread.js';
import { costFigures, memoryFigure, type Sample } from './cost-figures.js';
import { atLeast, plain, type Figure } from './figure.js';
import { idleLatencyFigures, loadedLatencyFigures } from './latency-figures.js';
import { peerFigure } from './peer-figure.js';
import { spread } from './print-table.js';

const runsBudget = 0.6;
const idleBudgetMb = 250;
const loadBudgetMb = 450;

/** The product with one of the queues. */
export type Contender = { readonly queue: Queue; readonly side: Side };

export type Stage = {
  readonly workers: number;
  readonly contenders: readonly Contender[];
  /** It knows no queue but its table: what it does with so many workers holds beside each of them. */
  readonly limit: Side;
  readonly isMain: boolean;
};

type Steps = Bench['form']['runs'][number];

/**
 * Accept, run and effect together with so many workers, and what it costs. All take turns, so that they meet the
 * same weather. What can be measured without them is done while they rest.
 */
export async function runFigures(
  bench: Bench,
  stage: Stage,
  meanwhile: () => Promise<unknown>,
): Promise<Figure[]> {
  const { form, tell } = bench;
  const { contenders, limit, isMain } = stage;
  tell(`memory, after a rest of ${form.restSecs} s, workers: ${stage.workers}`);
  setWorking(limit, false);
  await Promise.all([wait(form.restSecs * 1_000), meanwhile()]);
  const idle = contenders.map(({ queue, side }) => {
    const bound = isMain ? idleBudgetMb : null;
    return memoryFigure(`memory, idle${labelOf(stage, queue)}`, readMemory(side), bound);
  });
  await warmUp(bench, stage);
  const [main] = contenders;
  const sides = isMain && main ? { product: main.side, limit } : null;
  tell('time from a request to its effect');
  const figures = sides ? [...(await idleLatencyFigures(bench, sides))] : [];
  for (const [index, steps] of form.runs.entries()) {
    tell(`runs, calls: ${steps.steps}, workers: ${stage.workers}`);
    const isFirst = index === 0;
    const found = await measureSteps(bench, stage, { steps, hasLimit: isFirst });
    figures.push(...describe(stage, steps, found));
    const [product] = found.products;
    if (sides === null || !isFirst || !product) continue;
    const most = perSecOf(product);
    figures.push(peerFigure(most));
    figures.push(...(await loadedLatencyFigures(bench, { ...sides, most: most.middle })));
  }
  return [...figures, ...idle];
}

async function warmUp(bench: Bench, { contenders, limit }: Stage): Promise<void> {
  const events = bench.form.warmUpEvents;
  if (events === 0) return;
  const plan = { ...planOf(bench), events, steps: 1 };
  for (const side of [...contenders.map((contender) => contender.side), limit])
    await inTurn(limit, side, () => measureRuns(side, plan));
}

type Found = { readonly products: readonly Sample[]; readonly limit: Sample | null };

async function measureSteps(
  bench: Bench,
  { contenders, limit, workers }: Stage,
  { steps: { steps, events, rounds }, hasLimit }: { steps: Steps; hasLimit: boolean },
): Promise<Found> {
  const { server, drivers, failures } = bench;
  const plan: RunsPlan = { ...planOf(bench), events, steps };
  const sides = contenders.map(({ side }) => withFlow(bench, side, steps));
  const all = (hasLimit ? [...sides, limit] : sides).map((side) => ({ side, runs: Array<Runs>() }));
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const { side, runs } of all) {
      runs.push(await inTurn(limit, side, () => measureRuns(side, plan)));
      if (round < rounds) continue;
      const few = { ...plan, events: Math.ceil(events / 2), serverUrl: server.url };
      samples.push({ runs, counted: await inTurn(limit, side, () => countCosts(side, few)) });
    }
  }
  const what = `runs, calls: ${steps}, workers: ${workers}`;
  const runs = samples.flatMap((sample) => [...sample.runs, sample.counted.runs]);
  drivers.push({ what, share: Math.max(...runs.map((run) => run.driverShare)) });
  for (const { lost, doubled } of runs)
    if (lost + doubled > 0) failures.push(`${what}: ${lost} effects lost, ${doubled} doubled`);
  return { products: samples.slice(0, sides.length), limit: samples[sides.length] ?? null };
}

const planOf = ({ sink, server, form }: Bench): Omit<RunsPlan, 'events' | 'steps'> => ({
  sink,
  serverPid: server.pid,
  settleMs: form.settleMs,
});

function withFlow({ prepared }: Bench, side: Side, steps: number): Side {
  const path = prepared.flows.get(steps)?.hookPath ?? '';
  return { ...side, hookUrl: new URL(path, side.hookUrl).href };
}

const perSecOf = ({ runs }: Sample): Spread => spreadOf(runs.map(({ perSec }) => perSec));

function describe(stage: Stage, { steps }: Steps, { products, limit }: Found): readonly Figure[] {
  return products.flatMap((product, index) => {
    const queue = stage.contenders[index]?.queue;
    const calls = `${steps} call${steps > 1 ? 's' : ''}`;
    const row = plain(`runs/s, ${calls}${labelOf(stage, queue)}`, spread(perSecOf(product)));
    const memoryBound = stage.isMain ? loadBudgetMb : null;
    return [
      limit === null ? row : { ...row, ...besideLimit(product, limit) },
      ...costFigures(product, limit, memoryBound),
    ];
  });
}

function besideLimit(product: Sample, limit: Sample): Pick<Figure, 'limit' | 'ratio' | 'budget'> {
  const ratio = perSecOf(product).middle / perSecOf(limit).middle;
  return { limit: spread(perSecOf(limit)), ratio, budget: atLeast(ratio, runsBudget) };
}

const labelOf = ({ workers }: Stage, queue: Queue | undefined): string =>
  `, ${workers} worker${workers > 1 ? 's' : ''}, ${queue ?? ''}`;
