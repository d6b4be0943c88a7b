import { parseArgs } from 'node:util';
import { driveLoad, type DriveReport } from '../load/drive-load.js';
import { leadBody } from '../load/lead-body.js';
import { startSink } from '../load/start-sink.js';
import { quantile } from '../measure/median.js';
import { onStage } from '../product/open-stage.js';
import { fine, whole } from '../report/print-table.js';
import { sendOthers, type Others } from './send-others.js';

const help = `npm run bench -- flood [--per-sec N] [--seconds N] [--flows N] [--workers N]

Sends one flow N leads a second (2,000) for so long (60 s), and each of some other flows (5) a lead every half second;
tells how long those take from the request to the effect. The budget: p99 below 500 ms.`;

const p99BudgetMs = 500;

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      'per-sec': { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '60' },
      flows: { type: 'string', default: '5' },
      workers: { type: 'string', default: '1' },
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
      const others = sendOthers(urls, sink);
      const body = leadBody(200);
      const driven = await driveLoad({ url: flooded, body, durationSecs: seconds, perSec });
      const done = (await floodSink.count()).count;
      return tell({ driven, done, others: await others.stop() });
    });
  } finally {
    await Promise.all([floodSink.stop(), sink.stop()]);
  }
}

function tell(given: { driven: DriveReport; done: number; others: Others }): number {
  const { driven, done, others } = given;
  const p99Ms = quantile(others.tookMs, 0.99);
  const isMet = p99Ms < p99BudgetMs && others.lost === 0;
  const perSec = (count: number): string => whole(count / driven.elapsedSecs);
  console.log(
    [
      `flooded flow: ${perSec(driven.accepted)} accepted/s, ${perSec(driven.refused)} refused/s, ${perSec(done)} effects/s`,
      `its answers: p50 ${fine(driven.p50Ms)} ms, p99 ${fine(driven.p99Ms)} ms`,
      `other flows: ${others.tookMs.length} leads, ${others.lost} without effect`,
      `  request to effect: p50 ${fine(quantile(others.tookMs, 0.5), 1)} ms, p99 ${fine(p99Ms, 1)} ms (< ${p99BudgetMs}: ${isMet ? 'met' : 'MISSED'}), most ${fine(Math.max(...others.tookMs), 1)} ms`,
      `the driver used ${Math.round(driven.cpuShare * 100)} % of a core`,
    ].join('\n'),
  );
  return 0;
}
