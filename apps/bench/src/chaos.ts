import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos/run-chaos.js';

const help = `npm run chaos -- [--seconds N] [--seed S]

Starts the whole product on a data folder of its own, sends it 20 leads a second, and kills or pauses its processes
(api, workers, PostgreSQL, the supervisor) at random; then checks that nothing was lost, doubled or left behind.
The seed repeats a storm.`;

/** One storm; ends with the balance and the number of rules that held. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      seconds: { type: 'string', default: '60' },
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
  if (!(seconds > 0) || !Number.isInteger(seed)) {
    console.error(`--seconds is a number above 0, --seed a whole one.\n\n${help}`);
    return 2;
  }
  console.log(`seed ${seed}, ${seconds} s`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort());
  }
  const tell = (line: string): void => console.log(line);
  const { ledger, checks } = await runChaos({ seconds, seed, tell, signal: stopping.signal });
  for (const { name, problem } of checks) {
    console.log(problem === null ? `  ok      ${name}` : `  FAILED  ${name}: ${problem}`);
  }
  const sums = Object.entries(ledger).map(([name, value]) => `${name} ${value}`);
  const failed = checks.filter(({ problem }) => problem !== null).length;
  console.log(`balance: ${sums.join(', ')}`);
  console.log(`seed ${seed}: ${checks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
