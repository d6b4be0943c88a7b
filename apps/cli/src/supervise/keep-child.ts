import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../command/failure.js';
import { endProcess } from '../process/end-process.js';
import type { ChildLog } from './child-log.js';
import type { ChildProgram } from './child-program.js';
import { restartDelayMs } from './restart-delay.js';

/** What a child says of itself when it is ready. */
export interface ChildReady {
  /** Of the owner link, as long as there is no owner. */
  setupToken: string | undefined;
}

interface Care {
  log: ChildLog;
  tell: (line: string) => void;
  onStart: (pid: number) => void;
}

const usualGraceMs = 10_000;
const killMs = 3_000;
/** A child that lived this long has recovered from whatever killed it before. */
const healthyAfterMs = 10_000;

/** Keeps one child alive until it is told to stop. */
export class KeptChild {
  /** Resolves when the child is ready for the first time, and rejects when it refuses to start before. */
  readonly ready: Promise<ChildReady>;
  private markReady: (ready: ChildReady) => void = () => {};
  private markRefused: (error: Failure) => void = () => {};
  private hasBeenReady = false;
  private child: ChildProcess | undefined;
  private deathsInARow = 0;
  private readonly stopping = new AbortController();

  constructor(
    private readonly program: ChildProgram,
    private readonly care: Care,
  ) {
    this.ready = new Promise((resolve, reject) => {
      this.markReady = resolve;
      this.markRefused = reject;
    });
    // Whoever waits hears of it; nobody may be waiting yet.
    this.ready.catch(() => undefined);
    this.start();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    const pid = this.livingPid();
    if (pid === undefined) return;
    await endProcess(pid, [
      { signal: 'SIGTERM', graceMs: this.program.stopWithinMs ?? usualGraceMs },
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
    child.on('message', (message) => this.hear(message));
    const mourn = (reason: string): void => {
      if (this.child === child) this.mourn(reason, startedAt);
    };
    child.once('error', (error) => mourn(error.message));
    child.once('exit', (code, signal) => mourn(signal ?? `exit code ${code}`));
    if (child.pid !== undefined) this.care.onStart(child.pid);
  }

  private hear(message: unknown): void {
    const type = wordOf(message, 'type');
    if (type === 'ready') {
      this.hasBeenReady = true;
      this.markReady({ setupToken: wordOf(message, 'setupToken') });
    }
    // What was fine before may be so again: then it is kept trying.
    if (type !== 'refused' || this.hasBeenReady) return;
    this.stopping.abort();
    const words = wordOf(message, 'message') ?? 'it does not say why';
    this.markRefused(
      new Failure(`${this.program.name} refuses to start: ${words}`, 'start_refused'),
    );
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

function wordOf(message: unknown, key: string): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const word: unknown = Reflect.get(message, key);
  return typeof word === 'string' ? word : undefined;
}
