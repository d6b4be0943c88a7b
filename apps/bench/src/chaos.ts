import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { crashEffects } from './chaos/crash-effects.js';
import { runChaos } from './chaos/run-chaos.js';
import { stageWide } from './chaos/stage-wide.js';

const help = `npm run chaos -- [--wide] [--seconds N | --crashes N] [--seed S]

Starts the whole product on a data folder of its own, sends it 20 leads a second, and kills or pauses its processes
(api, workers, PostgreSQL, the supervisor) at random; then checks that nothing was lost, doubled or left behind.
The seed repeats a storm.

--wide starts three api and three worker processes behind a proxy instead, as on several machines, on a database (and on
the Redis of REDIS_URL, where that is set) of their own, and kills and pauses those.

--crashes N is another storm: N workers are killed between an effect and its record, at a target that does twice
whatever it is told twice and can be asked what it has done; then its effects are counted.`;

/** One storm; ends with the balance and the number of rules that held. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      seconds: { type: 'string', default: '60' },
      crashes: { type: 'string', default: '0' },
      wide: { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const seconds = Number(values.seconds);
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  const crashes = Number(values.crashes);
  if (!(seconds > 0) || !Number.isInteger(seed) || !Number.isInteger(crashes) || crashes < 0) {
    console.error(`--seconds is a number above 0, --crashes and --seed whole ones.\n\n${help}`);
    return 2;
  }
  console.log(`seed ${seed}, ${crashes > 0 ? `${crashes} crashes` : `${seconds} s`}`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort());
  }
  const tell = (line: string): void => console.log(line);
  const { signal } = stopping;
  const { ledger, checks } = await (values.wide
    ? stageWide({ seconds, seed, tell, signal })
    : crashes > 0
      ? crashEffects({ crashes, seed, tell, signal })
      : runChaos({ seconds, seed, tell, signal }));
  for (const { name, problem } of checks) {
    console.log(problem === null ? `  ok      ${name}` : `  FAILED  ${name}: ${problem}`);
  }
  const sums = Object.entries(ledger).map(([name, value]) => `${name} ${value}`);
  const failed = checks.filter(({ problem }) => problem !== null).length;
  console.log(`balance: ${sums.join(', ')}`);
  console.log(`seed ${seed}: ${checks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
