import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dist/bundle/main.js', import.meta.url));

export type WorkerProcess = {
  readonly child: ChildProcess;
  readonly log: () => string;
  readonly isRunning: () => boolean;
  /** Resolves when the process has ended, with its signal or exit code. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<string>;
};

/** The real worker program, started as the supervisor starts it. */
export async function startWorker(given: {
  databaseUrl: string;
  dataDir: string;
  env?: NodeJS.ProcessEnv;
  nodeFlags?: readonly string[];
}): Promise<WorkerProcess> {
  const flags = ['--disallow-code-generation-from-strings', ...(given.nodeFlags ?? [])];
  const child = spawn(process.execPath, [...flags, program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: given.databaseUrl,
      DATA_DIR: given.dataDir,
      OUTBOUND_ALLOW: '127.0.0.1/32',
      RETRY_SCHEDULE: '0,0.1,0.1,0.1,0.1',
      ...given.env,
    },
  });
  let text = '';
  child.stdout?.on('data', (chunk) => (text += String(chunk)));
  child.stderr?.on('data', (chunk) => (text += String(chunk)));
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  const ready = once(child, 'message');
  const first = await Promise.race([ready.then(() => null), ended]);
  if (first !== null && given.env?.['CRASH_AT'] === undefined) {
    throw new Error(`the worker ended with ${first} before it was ready:\n${text}`);
  }
  return {
    child,
    log: () => text,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
