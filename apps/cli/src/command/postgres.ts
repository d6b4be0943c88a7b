import { parseArgs } from 'node:util';
import { openDataDir } from '../files/open-data-dir.js';
import { takeLock } from '../lock/take-lock.js';
import { startPostgres } from '../postgres/start-postgres.js';
import { onStopSignal } from '../supervise/on-stop-signal.js';
import { Failure } from './failure.js';

export const help = `hookline postgres --data-dir DIR [--json]

Runs the embedded PostgreSQL alone, until SIGTERM or Ctrl-C.
Prints its address when it is ready; with --json one line {"url","pid","port"}.`;

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { 'data-dir': { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const path = values['data-dir'] ?? process.env.DATA_DIR;
  if (path === undefined) throw new Failure(`--data-dir is missing.\n\n${help}`, 'bad_arguments');
  const signals = onStopSignal();
  const dataDir = await openDataDir(path);
  const lock = await takeLock(dataDir);
  try {
    const postgres = await startPostgres({ dataDir, onProgress: (line) => console.error(line) });
    const { url, pid, port } = postgres;
    console.log(values.json ? JSON.stringify({ url, pid, port }) : `PostgreSQL is ready at ${url}`);
    // A program that started us with a channel and is gone wants no server any more.
    const left = new Promise((resolve) => process.once('disconnect', resolve));
    const stopped = Promise.race([signals.first, left]).then(() => undefined);
    const died = await Promise.race([postgres.ended, stopped]);
    if (died !== undefined)
      throw new Failure(`PostgreSQL ended by itself (${died}).`, 'postgres_ended');
    void signals.second.then(() => postgres.stop('immediate'));
    await postgres.stop('fast');
    return 0;
  } finally {
    if (process.connected) process.disconnect();
    await lock.release();
  }
}
