import { join } from 'node:path';
import type { Config } from '@hookline/platform';
import type { Place, Programs } from './run-instance.js';

/** Without it the runtime lets garbage grow with the memory of the machine: an api took a third more, measured. */
const heapMb = 512;
/** What a lead leaves behind is young: with twice the usual room an accept and a run cost a tenth to a fifth less, measured. */
const youngMb = 32;
/**
 * As the images and the bench give them. The runtime learns where objects live long and makes those old at once; here it
 * learns from a start or a burst, and each such object then keeps what it points to: a fifth of all garbage was
 * copied twice before it went, and a sweep took three times as long, measured.
 */
const runtimeFlags = [
  `--max-semi-space-size=${youngMb}`,
  `--max-old-space-size=${heapMb}`,
  '--no-allocation-site-pretenuring',
];

/** The processes of one installation: a migration, one api, and as many workers as are wanted. */
export function describePrograms(
  config: Config,
  appsDir: string,
  { port, databaseUrl, clusterDir }: Place,
): Programs {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: config.host,
    DATA_DIR: config.dataDir,
    SECRET_KEY_FILE: config.secretKeyFile,
    // Root keeps the cluster elsewhere when the data folder is closed to others.
    DISK_WATCH_DIR: config.diskWatchDir ?? clusterDir,
  };
  const command = process.execPath;
  const workerArgs = [
    // Users' templates are rendered there: no text ever becomes code.
    '--disallow-code-generation-from-strings',
    ...runtimeFlags,
    join(appsDir, 'worker/dist/bundle/main.js'),
  ];
  const workers = Array.from({ length: config.workers }, (_, index) => ({
    name: config.workers === 1 ? 'worker' : `worker-${index + 1}`,
    command,
    args: workerArgs,
    env: { ...env, WORKER_PORT: String(config.workerPort === 0 ? 0 : config.workerPort + index) },
  }));
  const cli = join(appsDir, 'cli/dist/bundle/main.js');
  return {
    migrate: { name: 'The migration', command, args: [cli, 'migrate'], env },
    children: [
      {
        name: 'api',
        command,
        args: [...runtimeFlags, join(appsDir, 'api/dist/bundle/main.js')],
        env,
        stopWithinMs: 10_000 + config.drainSecs * 1_000,
      },
      ...workers,
    ],
  };
}
