import { parseArgs } from 'node:util';
import { startServer, type Server } from '../database/start-server.js';
import { prepareProduct } from '../product/prepare-product.js';
import { exitCode } from '../report/exit-code.js';
import { whole } from '../report/print-table.js';
import { fillHistory, type Filling } from './fill-history.js';
import { measureGrowth, type Installation, type Timed } from './measure-growth.js';
import { toGrowthRows, toGrowthTable } from './growth-table.js';

const help = `npm run bench -- growth [--flows N] [--runs N] [--months N] [--strict] [--json]

Fills an installation with flows (100,000) and ended runs with their history (1,000,000; the full form is 10,000,000,
and takes about 20 GB of disk) over so many months (6), and compares what people and processes meet in it with a small one.
A missed budget ends it with exit code 1 with --strict only.`;

/**
 * A small installation: two pages full of whatever a page shows, so that the same is asked of both. A page of two rows is no
 * measure for one of fifty.
 */
const small: Filling = { flows: 100, runs: 20_000, months: 1, failedPercent: 6 };

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      flows: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '1000000' },
      months: { type: 'string', default: '6' },
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [flows = 0, runs = 0, months = 0] = [values.flows, values.runs, values.months].map(Number);
  if (
    values.help ||
    ![flows, runs, months].every((value) => Number.isInteger(value) && value > 0)
  ) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const began = Date.now();
  const tell = (line: string): void => console.error(line);
  const server = await startServer();
  try {
    const rows = toGrowthRows(await compare(server, { flows, runs, months }, tell));
    if (values.json) console.log(JSON.stringify(rows, null, 2));
    else
      console.log(
        `\n${whole(flows)} flows, ${whole(runs)} runs, ${months} months\n${toGrowthTable(rows)}`,
      );
    const isMissed = rows.some(({ verdict }) => verdict === 'MISSED');
    return exitCode({ isBroken: false, isMissed, isStrict: values.strict });
  } finally {
    await server.stop();
    tell(`took ${Math.round((Date.now() - began) / 1_000)} s`);
  }
}

async function compare(
  server: Server,
  filling: Filling,
  tell: (line: string) => void,
): Promise<Timed> {
  const prepared = await prepareProduct(server, {
    sinkUrl: 'http://127.0.0.1:9/',
    stepCounts: [1],
  });
  const grow = async (name: string, given: Filling): Promise<Installation> => {
    const databaseUrl = await server.create(name, prepared.template);
    const { largeFlowId } = await fillHistory(databaseUrl, given, tell);
    return { databaseUrl, largeFlowId, ...prepared };
  };
  const installations = {
    small: await grow('growth_small', small),
    grown: await grow('growth_large', filling),
  };
  tell('both, in turns');
  return measureGrowth(installations, tell);
}
