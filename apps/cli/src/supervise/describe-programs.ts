import { join } from 'node:path';
import type { Config } from '@hookline/platform';
import type { Place, Programs } from './run-instance.js';

/** Without it the runtime lets garbage grow with the memory of the machine: an api took a third more, measured. */
const heapMb = 512;
/** A webhook's garbage is young: with twice the usual room an accept costs a fifth less, measured. */
const apiYoungMb = 32;

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
  const heap = `--max-old-space-size=${heapMb}`;
  const workerArgs = [
    // Users' templates are rendered there: no text ever becomes code.
    '--disallow-code-generation-from-strings',
    heap,
    join(appsDir, 'worker/dist/bundle/main.js'),
  ];
  const workers = Array.from({ length: config.workers }, (_, index) => ({
    name: config.workers === 1 ? 'worker' : `worker-${index + 1}`,
    command,
    args: workerArgs,
    env: { ...env, WORKER_PORT: String(config.workerPort === 0 ? 0 : config.workerPort + index) },
  }));
  const cli = join(appsDir, 'cli/dist/main.js');
  return {
    migrate: { name: 'The migration', command, args: [cli, 'migrate'], env },
    children: [
      {
        name: 'api',
        command,
        args: [
          `--max-semi-space-size=${apiYoungMb}`,
          heap,
          join(appsDir, 'api/dist/bundle/main.js'),
        ],
        env,
        stopWithinMs: 10_000 + config.drainSecs * 1_000,
      },
      ...workers,
    ],
  };
}
