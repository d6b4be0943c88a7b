import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { endProcess } from '../process/end-process.js';
import type { ChildLog } from './child-log.js';
import type { ChildProgram } from './child-program.js';
import { restartDelayMs } from './restart-delay.js';

interface Care {
  log: ChildLog;
  tell: (line: string) => void;
  onStart: (pid: number) => void;
}

const graceMs = 10_000;
const killMs = 3_000;
/** A child that lived this long has recovered from whatever killed it before. */
const healthyAfterMs = 10_000;

/** Keeps one child alive until it is told to stop. */
export class KeptChild {
  /** Resolves when the child is ready for the first time. */
  readonly ready: Promise<void>;
  private markReady: () => void = () => {};
  private child: ChildProcess | undefined;
  private deathsInARow = 0;
  private readonly stopping = new AbortController();

  constructor(
    private readonly program: ChildProgram,
    private readonly care: Care,
  ) {
    this.ready = new Promise((resolve) => (this.markReady = resolve));
    this.start();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    const pid = this.livingPid();
    if (pid === undefined) return;
    await endProcess(pid, [
      { signal: 'SIGTERM', graceMs },
      { signal: 'SIGKILL', graceMs: killMs },
    ]);
    this.killGroup(pid);
  }

  async kill(): Promise<void> {
    this.stopping.abort();
    const pid = this.livingPid();
    if (pid === undefined) return;
    this.killGroup(pid);
    await endProcess(pid, [{ signal: 'SIGKILL', graceMs: killMs }]);
  }

  private start(): void {
    const { command, args, env } = this.program;
    const startedAt = Date.now();
    // Its own group: Ctrl-C reaches us alone, and we stop the children in order.
    const detached = process.platform !== 'win32';
    const stdio: ['ignore', 'pipe', 'pipe', 'ipc'] = ['ignore', 'pipe', 'pipe', 'ipc'];
    const child = spawn(command, args, { env, detached, stdio, windowsHide: true });
    this.child = child;
    this.care.log.follow(child.stdout);
    this.care.log.follow(child.stderr);
    child.on('message', (message) => {
      if (isReady(message)) this.markReady();
    });
    const mourn = (reason: string): void => {
      if (this.child === child) this.mourn(reason, startedAt);
    };
    child.once('error', (error) => mourn(error.message));
    child.once('exit', (code, signal) => mourn(signal ?? `exit code ${code}`));
    if (child.pid !== undefined) this.care.onStart(child.pid);
  }

  private mourn(reason: string, startedAt: number): void {
    const pid = this.child?.pid;
    if (pid !== undefined) this.killGroup(pid);
    this.child = undefined;
    if (this.stopping.signal.aborted) return;
    const words = this.care.log.takeLastWords().map((line) => `  ${line}`);
    const obituary = `${this.program.name} ended unexpectedly (${reason}) and is started again`;
    this.care.tell([obituary, ...words].join('\n'));
    this.deathsInARow = Date.now() - startedAt >= healthyAfterMs ? 1 : this.deathsInARow + 1;
    void this.startAgain(restartDelayMs(this.deathsInARow));
  }

  private async startAgain(delayMs: number): Promise<void> {
    await wait(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (!this.stopping.signal.aborted) this.start();
  }

  private livingPid(): number | undefined {
    return this.child?.exitCode === null && this.child.signalCode === null
      ? this.child.pid
      : undefined;
  }

  /** What a child started itself must not outlive it. */
  private killGroup(pid: number): void {
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch {
      // Nobody is left.
    }
  }
}

function isReady(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'
  );
}
