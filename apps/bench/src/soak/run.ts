import { parseArgs } from 'node:util';
import { driveLoad } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import { startSink } from '../load/start-sink.js';
import { measureRuns } from '../measure/measure-runs.js';
import { onStage, type Stage } from '../product/open-stage.js';
import { fine, megabytes, whole } from '../report/print-table.js';
import type { Span } from './compare-quarters.js';
import { watchGrowth, type Grown } from './watch-growth.js';

const help = `npm run bench -- soak [--minutes N] [--share N] [--workers N]

Measures what this machine does, and then lets the product work at a share of it (60 %) for so many minutes (10):
every lead must have its effect, and memory must stay flat.`;

const measuredEvents = 6_000;
const drainWithinMs = 120_000;
/** Of the height in the last quarter by that in the second: beyond it memory is not flat. */
const growthBudget = 1.1;

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      minutes: { type: 'string', default: '10' },
      share: { type: 'string', default: '60' },
      workers: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const given = [values.minutes, values.share, values.workers].map(Number);
  const [minutes = 0, share = 0, workers = 0] = given;
  if (values.help || !given.every((value) => value > 0)) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  return onStage({ workers }, (stage) =>
    soak(stage, { seconds: minutes * 60, share: share / 100 }),
  );
}

async function soak(
  { server, databaseUrl, product, aFlow }: Stage,
  { seconds, share }: { seconds: number; share: number },
): Promise<number> {
  const sink = await startSink();
  try {
    const hookUrl = await aFlow('Soak', sink.url);
    const side = { name: 'product', hookUrl, databaseUrl, ...product } as const;
    const plan = { events: measuredEvents, steps: 1, sink, serverPid: server.pid };
    // The first lets the processes compile.
    await measureRuns(side, plan);
    const { perSec: most } = await measureRuns(side, plan);
    const perSec = Math.max(1, Math.round(most * share));
    console.error(`${whole(most)} runs/s are possible; ${whole(perSec)}/s for ${seconds} s`);
    const before = (await sink.count()).count;
    const memory = watchGrowth({
      api: [product.api.pid],
      worker: product.workers.map(({ pid }) => pid),
    });
    const driven = await driveLoad({
      url: hookUrl,
      body: leadBody(200),
      durationSecs: seconds,
      perSec,
    });
    const wanted = before + driven.accepted;
    await sink.until(wanted, drainWithinMs).catch(() => undefined);
    const grown = memory.stop();
    const lost = Math.max(0, wanted - (await sink.count()).count);
    const rows = [
      `${whole(driven.accepted)} leads accepted, ${driven.refused} refused, ${driven.errors} errors; ${lost} without effect (0: ${lost === 0 ? 'met' : 'MISSED'})`,
      `answers: p50 ${fine(driven.p50Ms)} ms, p99 ${fine(driven.p99Ms)} ms`,
      ...grown.map(rowOf),
    ];
    console.log(rows.join('\n'));
    return 0;
  } finally {
    await sink.stop();
  }
}

function rowOf({ name, settled, last }: Grown): string {
  const grown = last.high / settled.high;
  const verdict = grown <= growthBudget ? 'met' : 'MISSED';
  return `memory of ${name}: ${spanText(settled)}, in the last quarter ${spanText(last)} (height x ${fine(grown)}; <= ${growthBudget}: ${verdict})`;
}

const spanText = ({ low, high }: Span): string => `${megabytes(low)} to ${megabytes(high)}`;
