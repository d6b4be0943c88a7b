import { parseArgs } from 'node:util';
import { awaitLeads } from '../load/await-leads.js';
import { driveNumbered, type DriveReport } from '../load/drive-load.js';
import { judgeLeads } from '../load/judge-leads.js';
import { sendProbes, type Probed } from '../load/send-probes.js';
import { startSink } from '../load/start-sink.js';
import { percentiles } from '../measure/median.js';
import { onStage } from '../product/open-stage.js';
import { exitCode } from '../report/exit-code.js';
import { fine, whole } from '../report/print-table.js';

const help = `npm run bench -- flood [--per-sec N] [--seconds N] [--flows N] [--workers N] [--strict]

Sends one flow N leads a second (2,000) for so long (60 s), and each of some other flows (5) a lead every half second;
tells how long those take from the request to the effect. The budget: p99 below 500 ms.
A lead that is lost or doubled ends it with exit code 1; a missed budget does so with --strict only.`;

/** From one lead to the next of each other flow. */
const everyMs = 500;

const p99BudgetMs = 500;

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      'per-sec': { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '60' },
      flows: { type: 'string', default: '5' },
      workers: { type: 'string', default: '1' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const given = [values['per-sec'], values.seconds, values.flows, values.workers].map(Number);
  const [perSec = 0, seconds = 0, flows = 0, workers = 0] = given;
  if (values.help || !given.every((value) => Number.isInteger(value) && value > 0)) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const [floodSink, sink] = [await startSink(), await startSink()];
  try {
    return await onStage({ workers }, async ({ aFlow }) => {
      const flooded = await aFlow('Flooded', floodSink.url);
      const urls: string[] = [];
      for (let index = 0; index < flows; index += 1)
        urls.push(await aFlow(`Other ${index + 1}`, sink.url));
      const probes = sendProbes({ urls, sink, everyMs });
      floodSink.keepAccount();
      const driven = await driveNumbered({ url: flooded, durationSecs: seconds, perSec });
      const done = (await floodSink.count()).count;
      const others = await probes.stop();
      const problems = judgeLeads(await awaitLeads(floodSink, driven.known));
      return tell({ driven, done, others, problems }, values.strict);
    });
  } finally {
    await Promise.all([floodSink.stop(), sink.stop()]);
  }
}

type Flooded = {
  readonly driven: DriveReport;
  /** Effects of the flooded flow by the end of the flood. */
  readonly done: number;
  readonly others: Probed;
  readonly problems: readonly string[];
};

function tell({ driven, done, others, problems }: Flooded, isStrict: boolean): number {
  const { p50Ms, p95Ms, p99Ms } = percentiles(others.tookMs);
  const isMissed = !(p99Ms < p99BudgetMs);
  const perSec = (count: number): string => whole(count / driven.elapsedSecs);
  const most = others.tookMs.reduce((one, other) => Math.max(one, other), 0);
  console.log(
    [
      `flooded flow: ${perSec(driven.accepted)} accepted/s, ${perSec(driven.refused)} refused/s, ${perSec(done)} effects/s`,
      `its answers: p50 ${fine(driven.p50Ms)} ms, p95 ${fine(driven.p95Ms)} ms, p99 ${fine(driven.p99Ms)} ms`,
      `its leads, by their numbers: ${problems.length === 0 ? 'each accepted one has one effect' : problems.join('; ')}`,
      `other flows: ${others.tookMs.length} leads, ${others.lost} without effect, ${others.doubled} effects too many`,
      `  request to effect: p50 ${fine(p50Ms, 1)} ms, p95 ${fine(p95Ms, 1)} ms, p99 ${fine(p99Ms, 1)} ms (< ${p99BudgetMs}: ${isMissed ? 'MISSED' : 'met'}), most ${fine(most, 1)} ms`,
      `the driver used ${Math.round(driven.cpuShare * 100)} % of a core`,
    ].join('\n'),
  );
  const isBroken = problems.length + others.lost + others.doubled > 0;
  return exitCode({ isBroken, isMissed, isStrict });
}
