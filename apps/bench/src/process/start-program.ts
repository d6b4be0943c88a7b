import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

export type ProgramPlan = {
  readonly name: string;
  /** For node: flags, script, arguments. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly readyWithinMs?: number;
};

export type Program = {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What it said when it was ready. */
  readonly word: unknown;
  readonly stop: () => Promise<void>;
};

const keptText = 4_000;
const stopWithinMs = 15_000;

/**
 * Starts a program and waits until it says over its channel that it is ready. All that we start this
 * way ends by itself when we are gone.
 */
export async function startProgram(plan: ProgramPlan): Promise<Program> {
  const child = spawn(process.execPath, [...plan.args], {
    env: plan.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (text = (text + String(chunk)).slice(-keptText)));
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(timer);
  };
  const ready = new Promise<unknown>((resolve) => child.once('message', resolve));
  const late = wait(plan.readyWithinMs ?? 60_000, undefined, { ref: false });
  const word = await Promise.race([ready, ended, late]);
  if (word !== undefined) return { pid: child.pid ?? -1, child, word, stop };
  await stop();
  throw new Error(`${plan.name} did not start:\n${text}`);
}
