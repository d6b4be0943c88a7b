import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '@hookline/platform';
import { openDataDir } from '../files/open-data-dir.js';
import { describePrograms } from '../supervise/describe-programs.js';
import { onStopSignal } from '../supervise/on-stop-signal.js';
import { runInstance } from '../supervise/run-instance.js';
import { whenLauncherEnds } from '../supervise/watch-launcher.js';

export const help = `hookline start

Starts everything: the embedded PostgreSQL (unless DATABASE_URL is set), the migrations, the api and the workers,
and keeps them alive. Ctrl-C stops all of it; a second Ctrl-C stops at once.`;

const appsDir = fileURLToPath(new URL('../../../', import.meta.url));

export async function run(argv: string[]): Promise<number> {
  parseArgs({ args: argv, options: {} });
  const signals = onStopSignal();
  const config = readConfig(process.env);
  const { host, port, databaseUrl } = config;
  const dataDir = await openDataDir(config.dataDir);
  const isSet = (name: string): boolean => (process.env[name] ?? '').trim() !== '';
  return runInstance({
    dataDir,
    host,
    port,
    databaseUrl,
    isPortExplicit: isSet('PORT'),
    publicUrl: isSet('PUBLIC_URL') ? config.publicUrl : undefined,
    programs: (place) => describePrograms({ ...config, dataDir }, appsDir, place),
    signals: { ...signals, first: Promise.race([signals.first, whenLauncherEnds()]) },
    tell: (line) => console.log(line),
  });
}
