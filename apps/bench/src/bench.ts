import { parseArgs } from 'node:util';
import { findRedis, startRedis, type TestRedis } from '@hookline/testkit';
import { startServer, type Server } from './database/start-server.js';
import { startSink, type Sink } from './load/start-sink.js';
import { openSides } from './measure/open-sides.js';
import { longForm, shortForm, smokeForm, type Crew, type Form } from './measure/form.js';
import { prepareProduct, type Prepared } from './product/prepare-product.js';
import type { Figure } from './report/figure.js';
import { toTable } from './report/print-table.js';
import { acceptFigures } from './report/accept-figures.js';
import { aloneFigures } from './report/alone-figures.js';
import { runFigures } from './report/run-figures.js';

export type Bench = {
  readonly form: Form;
  readonly server: Server;
  readonly sink: Sink;
  readonly prepared: Prepared;
  readonly profileDir: string | null;
  readonly tell: (line: string) => void;
  /** What makes a figure doubtful. */
  readonly notes: string[];
};

const help = `npm run bench -- [--short | --long] [--json] [--profile DIR]

Measures the product beside the limit program (the least that does the same durably) in one run, on this machine.
--short takes under three minutes and is the default; --long adds larger bodies, flows and backlogs, more workers, and Redis;
--smoke only shows that the bench works.
--profile leaves a processor profile of api and worker in DIR; the figures are worse then.

Other measurements, each with a --help of its own: npm run bench -- growth | flood | soak | receivers`;

/** Measures, and prints one table of ratios. Misses of a budget are told, and are no failure of the run. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      short: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const began = Date.now();
  const notes: string[] = [];
  const figures = await withParts(async (server, sink) => {
    const form = values.long ? longForm : values.smoke ? smokeForm : shortForm;
    const tell = (line: string): void => console.error(line);
    tell('setting the product up');
    const stepCounts = form.runs.map(({ steps }) => steps);
    const prepared = await prepareProduct(server, { sinkUrl: sink.url, stepCounts });
    const profileDir = values.profile ?? null;
    return measure({ form, server, sink, prepared, profileDir, tell, notes });
  });
  const elapsedSecs = Math.round((Date.now() - began) / 1_000);
  if (values.json) console.log(JSON.stringify({ elapsedSecs, figures, notes }, null, 2));
  else console.log(`\n${toTable(figures)}\n\n${[...notes, `took ${elapsedSecs} s`].join('\n')}`);
  return 0;
}

async function withParts<T>(work: (server: Server, sink: Sink) => Promise<T>): Promise<T> {
  const server = await startServer();
  try {
    const sink = await startSink();
    return await work(server, sink).finally(() => sink.stop());
  } finally {
    await server.stop();
  }
}

async function letRun(bench: Bench, crew: Crew, index: number): Promise<Figure[]> {
  const redis = crew.queue === 'Redis' ? await startOwnRedis() : null;
  if (crew.queue === 'Redis' && redis === null) {
    bench.notes.push(`no Redis on this machine: not measured with ${crew.workers} workers`);
    return [];
  }
  const queue = redis === null ? {} : { redisUrl: redis.url };
  const plan = { name: `runs${index}`, workers: crew.workers, ...queue };
  try {
    const running = await openSides(bench, plan);
    const asked = { crew, isMain: index === 0 };
    return await runFigures(bench, running.sides, asked).finally(running.stop);
  } finally {
    await redis?.stop();
  }
}

async function startOwnRedis(): Promise<TestRedis | null> {
  const path = findRedis();
  return path === null ? null : startRedis(path);
}

async function measure(bench: Bench): Promise<Figure[]> {
  const accepting = await openSides(bench, { name: 'accepts', workers: 0 });
  const accepts = await acceptFigures(bench, accepting.sides).finally(accepting.stop);
  const runs: Figure[] = [];
  for (const [index, crew] of bench.form.crews.entries())
    runs.push(...(await letRun(bench, crew, index)));
  return [...accepts, ...runs, ...(await aloneFigures(bench))];
}
