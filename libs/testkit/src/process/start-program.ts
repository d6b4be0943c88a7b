import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

export type Program = {
  readonly child: ChildProcess;
  readonly log: () => string;
  /** It has neither ended nor been ended: what runs out of memory has a signal and no exit code. */
  readonly isRunning: () => boolean;
  /** Resolves when the process has ended, with its signal or exit code. */
  readonly ended: Promise<string>;
  /** `SIGKILL`, `SIGSTOP` and so on; a stopped process is let go before it is asked to end. */
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly stop: () => Promise<string>;
};

export type ProgramPlan = {
  readonly app: 'api' | 'worker';
  readonly env: NodeJS.ProcessEnv;
  readonly nodeArgs?: readonly string[];
};

/** One of the product's programs, as the supervisor starts it; resolves when it is ready or has ended. */
export async function startProgram({ app, env, nodeArgs = [] }: ProgramPlan): Promise<Program> {
  const child = spawn(
    process.execPath,
    [...nodeArgs, resolve(root, 'apps', app, 'dist/bundle/main.js')],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
    },
  );
  let text = '';
  child.stdout?.on('data', (chunk) => (text += String(chunk)));
  child.stderr?.on('data', (chunk) => (text += String(chunk)));
  const ended = once(child, 'close').then(([code, signal]) => String(signal ?? code));
  await Promise.race([once(child, 'message'), ended]);
  return {
    child,
    log: () => text,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    signal: (signal) => void child.kill(signal),
    stop: () => {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      return ended;
    },
  };
}
