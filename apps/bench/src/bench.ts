import { parseArgs } from 'node:util';
import { findRedis, startRedis } from '@hookline/testkit';
import { startServer, type Server } from './database/start-server.js';
import { startSink, type Sink } from './load/start-sink.js';
import { openLimit, openProduct, type Opened } from './measure/open-sides.js';
import {
  longForm,
  shortForm,
  smokeForm,
  type Crew,
  type Form,
  type Queue,
} from './measure/form.js';
import { prepareProduct, type Prepared } from './product/prepare-product.js';
import { exitCode } from './report/exit-code.js';
import { isMissed, type Figure } from './report/figure.js';
import { noteDrivers, type DriverShare } from './report/note-driver.js';
import { noteTime } from './report/note-time.js';
import { toTable } from './report/print-table.js';
import { acceptFigures } from './report/accept-figures.js';
import { aloneFigures } from './report/alone-figures.js';
import { peerNote } from './report/peer-figure.js';
import { runFigures, type Contender } from './report/run-figures.js';

export type Bench = {
  readonly form: Form;
  readonly server: Server;
  readonly sink: Sink;
  readonly prepared: Prepared;
  readonly profileDir: string | null;
  readonly tell: (line: string) => void;
  /** What makes a figure doubtful. */
  readonly notes: string[];
  /** Leads that were lost or doubled. */
  readonly failures: string[];
  readonly drivers: DriverShare[];
};

const help = `npm run bench -- [--short | --long] [--strict] [--json] [--profile DIR]

Measures the product beside the limit program (the least that does the same durably) in one run, on this machine.
--short takes under three minutes and is the default; --long adds larger bodies, flows and backlogs, more workers, and Redis;
--smoke only shows that the bench works.
Runs are accept, run and HTTP effect together. Of several rounds the middle is given, and (least..most) of them.
A lead that is lost or doubled ends it with exit code 1; a budget that is missed does so with --strict only.
--profile leaves a processor profile of api and worker in DIR; the figures are worse then.

Other measurements, each with a --help of its own: npm run bench -- growth | flood | soak | receivers`;

/** Measures, and prints one table of ratios. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      short: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
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
  const form = values.long ? longForm : values.smoke ? smokeForm : shortForm;
  const told = {
    notes: Array<string>(),
    failures: Array<string>(),
    drivers: Array<DriverShare>(),
    tell: (line: string): void => console.error(line),
  };
  const figures = await withParts(async (server, sink) => {
    told.tell('setting the product up');
    const stepCounts = form.runs.map(({ steps }) => steps);
    const prepared = await prepareProduct(server, { sinkUrl: sink.url, stepCounts });
    return measure({
      ...told,
      form,
      server,
      sink,
      prepared,
      profileDir: values.profile ?? null,
    });
  });
  const elapsedSecs = Math.round((Date.now() - began) / 1_000);
  const { failures } = told;
  const notes = [...told.notes, noteDrivers(told.drivers), peerNote, noteTime(elapsedSecs, form)];
  if (values.json) console.log(JSON.stringify({ elapsedSecs, figures, notes, failures }, null, 2));
  else {
    const lines = [...notes, ...failures.map((failure) => `FAILED  ${failure}`)];
    console.log(`\n${toTable(figures)}\n\n${lines.join('\n')}`);
  }
  return exitCode({
    isBroken: failures.length > 0,
    isMissed: figures.some(isMissed),
    isStrict: values.strict,
  });
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

async function measure(bench: Bench): Promise<Figure[]> {
  const accepts = await letAccept(bench);
  const alone: Figure[] = [];
  const runs: Figure[] = [];
  for (const [index, crew] of bench.form.crews.entries()) {
    const isMain = index === 0;
    // The rest of the first is long enough for all that needs none of them.
    const meanwhile = async (): Promise<void> => {
      if (isMain) alone.push(...(await aloneFigures(bench)));
    };
    runs.push(...(await letRun(bench, { crew, isMain, meanwhile })));
  }
  return [...accepts, ...runs, ...alone];
}

/** Nobody works on what arrives. */
function letAccept(bench: Bench): Promise<Figure[]> {
  return withOpened(async (open) => {
    const plan = { name: 'accepts', workers: 0 };
    const product = await open(openProduct(bench, { ...plan, redisUrl: null }));
    const limit = await open(openLimit(bench, plan));
    return acceptFigures(bench, { product: product.side, limit: limit.side });
  });
}

function letRun(
  bench: Bench,
  {
    crew: { workers, queues },
    isMain,
    meanwhile,
  }: { crew: Crew; isMain: boolean; meanwhile: () => Promise<void> },
): Promise<Figure[]> {
  return withOpened(async (open) => {
    const contenders: Contender[] = [];
    for (const queue of queues) {
      const redisUrl = await openQueue(queue, open);
      if (redisUrl === undefined) {
        bench.notes.push(`no Redis on this machine: not measured with ${workers} workers`);
        continue;
      }
      const name = `${queue.toLowerCase()}_${workers}`;
      const { side } = await open(openProduct(bench, { name, workers, redisUrl }));
      contenders.push({ queue, side });
    }
    const limit = await open(openLimit(bench, { name: `runs_${workers}`, workers }));
    return runFigures(bench, { workers, contenders, limit: limit.side, isMain }, meanwhile);
  });
}

/** Where the queue is: `null` in the database, `undefined` when there is no such thing on this machine. */
async function openQueue(queue: Queue, open: Open): Promise<string | null | undefined> {
  if (queue === 'PostgreSQL') return null;
  const path = findRedis();
  return path === null ? undefined : (await open(startRedis(path))).url;
}

type Open = <T extends Pick<Opened, 'stop'>>(opening: Promise<T>) => Promise<T>;

/** Whatever was opened is stopped at the end, the last first. */
async function withOpened<T>(work: (open: Open) => Promise<T>): Promise<T> {
  const opened: Pick<Opened, 'stop'>[] = [];
  try {
    return await work(async (opening) => {
      const one = await opening;
      opened.push(one);
      return one;
    });
  } finally {
    for (const { stop } of opened.reverse()) await stop();
  }
}
