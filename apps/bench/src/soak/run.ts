import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { awaitLeads } from '../load/await-leads.js';
import { driveNumbered } from '../load/drive-load.js';
import { judgeLeads } from '../load/judge-leads.js';
import { startSink } from '../load/start-sink.js';
import { measureRuns } from '../measure/measure-runs.js';
import { onStage, type Stage } from '../product/open-stage.js';
import { residentBytes, readTreeMemory } from '../process/read-usage.js';
import { exitCode } from '../report/exit-code.js';
import { fine, megabytes, whole } from '../report/print-table.js';
import type { Span } from './compare-quarters.js';
import { watchGrowth, type Grown, type Watched } from './watch-growth.js';

const help = `npm run bench -- soak [--minutes N] [--share N] [--workers N] [--strict]

Measures what this machine does, and then lets the product work at a share of it (60 %) for so many minutes (10):
every lead must have its effect, and only one, and memory must stay flat. A lead that is lost or doubled ends it with
exit code 1; memory that grows does so with --strict only.`;

const measuredEvents = 6_000;
const settleMs = 500;
const sampleMs = 1_000;
/** The kernel walks all pages of each session to tell how it shares them. */
const databaseSampleMs = 5_000;
/** A run whose lease ends is done again after 30 s: a second effect would come then. */
const againWithinMs = 35_000;
/** Of the height in the last quarter by that in the second: beyond it memory is not flat. */
const growthBudget = 1.1;

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      minutes: { type: 'string', default: '10' },
      share: { type: 'string', default: '60' },
      workers: { type: 'string', default: '1' },
      strict: { type: 'boolean', default: false },
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
    soak(stage, { seconds: minutes * 60, share: share / 100, isStrict: values.strict }),
  );
}

type SoakPlan = { readonly seconds: number; readonly share: number; readonly isStrict: boolean };

async function soak(
  { server, databaseUrl, product, aFlow }: Stage,
  { seconds, share, isStrict }: SoakPlan,
): Promise<number> {
  const sink = await startSink();
  try {
    const hookUrl = await aFlow('Soak', sink.url);
    const side = { hookUrl, databaseUrl, ...product };
    const plan = { events: measuredEvents, steps: 1, sink, serverPid: server.pid, settleMs };
    // The first lets the processes compile.
    await measureRuns(side, plan);
    const { perSec: most } = await measureRuns(side, plan);
    const perSec = Math.max(1, Math.round(most * share));
    console.error(`${whole(most)} runs/s are possible; ${whole(perSec)}/s for ${seconds} s`);
    sink.keepAccount();
    const watching = watchGrowth(watchedOf(product, server.pid));
    const driven = await driveNumbered({ url: hookUrl, durationSecs: seconds, perSec });
    await awaitLeads(sink, driven.known);
    const grown = watching.stop();
    await wait(againWithinMs);
    const problems = judgeLeads({ ...driven.known, ...(await sink.tallied()) });
    const verdict = problems.length === 0 ? 'met' : `MISSED: ${problems.join('; ')}`;
    const rows = [
      `${whole(driven.accepted)} leads accepted, ${driven.refused} refused, ${driven.errors} errors`,
      `each accepted lead with one effect, by its number: ${verdict}`,
      `answers: p50 ${fine(driven.p50Ms)} ms, p95 ${fine(driven.p95Ms)} ms, p99 ${fine(driven.p99Ms)} ms`,
      ...grown.map(rowOf),
    ];
    console.log(rows.join('\n'));
    return exitCode({
      isBroken: problems.length > 0,
      isMissed: grown.some((one) => !isFlat(one)),
      isStrict,
    });
  } finally {
    await sink.stop();
  }
}

/** It fills its cache to the size that it was given, which is no growth to be judged; what its sessions take is. */
const cacheAndAll = 'PostgreSQL, with its cache';

function watchedOf({ api, workers }: Stage['product'], serverPid: number): readonly Watched[] {
  const resident = (pids: readonly number[]) => (): number =>
    pids.reduce((sum, pid) => sum + residentBytes(pid), 0);
  const everyMs = databaseSampleMs;
  return [
    { name: 'api', everyMs: sampleMs, read: resident([api.pid]) },
    { name: 'worker', everyMs: sampleMs, read: resident(workers.map(({ pid }) => pid)) },
    { name: "PostgreSQL's own", everyMs, read: () => readTreeMemory(serverPid).ownBytes },
    { name: cacheAndAll, everyMs, read: () => readTreeMemory(serverPid).allBytes },
  ];
}

const heightOf = ({ last, settled }: Grown): number => last.high / settled.high;
const isFlat = (grown: Grown): boolean =>
  grown.name === cacheAndAll || heightOf(grown) <= growthBudget;

function rowOf(grown: Grown): string {
  const { name, settled, last } = grown;
  const height = `height x ${fine(heightOf(grown))}`;
  const verdict = `; <= ${growthBudget}: ${isFlat(grown) ? 'met' : 'MISSED'}`;
  const judged = name === cacheAndAll ? '' : verdict;
  return `memory of ${name}: ${spanText(settled)}, in the last quarter ${spanText(last)} (${height}${judged})`;
}

const spanText = ({ low, high }: Span): string => `${megabytes(low)} to ${megabytes(high)}`;
