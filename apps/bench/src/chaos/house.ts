import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../process/free-port.js';
import { productProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import { bareEnv } from '../product/product-env.js';
import { findProcess } from './find-process.js';

const owner = z.object({ apiKey: z.string() });
const runtime = z.object({ databaseUrl: z.string() });

const readyWithinMs = 90_000;
const stopWithinMs = 60_000;

/** The whole product, started as a person starts it, on a data folder of its own. */
export class House {
  private supervisor: ChildProcess | null = null;
  private ended: Promise<number | null> = Promise.resolve(0);
  private said = '';

  private constructor(
    readonly dataDir: string,
    private readonly port: number,
  ) {}

  static async build(): Promise<House> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hookline-chaos-'));
    const house = new House(dataDir, await freePort());
    await house.start();
    return house;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the supervisor and waits until it says that all is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [productProgram('cli'), 'start'], {
      env: this.env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.supervisor = child;
    this.ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    const from = this.said.length;
    const isReady = (): boolean => this.said.slice(from).includes('Hookline is ready at');
    const ready = new Promise<'ready'>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          this.said += chunk.toString();
          if (isReady()) resolve('ready');
        });
      }
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), readyWithinMs);
    });
    const first = await Promise.race([ready, this.ended, late]);
    clearTimeout(timer);
    if (first !== 'ready') throw new Error(`The product did not start:\n${this.said.slice(from)}`);
  }

  /** Kills the supervisor alone: its children must notice, and the next one must cope. */
  async killSupervisor(): Promise<void> {
    this.supervisor?.kill('SIGKILL');
    await this.ended;
  }

  find(name: string): number | null {
    return findProcess(this.dataDir, name);
  }

  async createOwner(): Promise<string> {
    const asked = ['setup', '--email', 'chaos@example.com', '--password', 'a long password'];
    const printed = await runProgram([productProgram('cli'), ...asked, '--json'], this.env());
    return owner.parse(JSON.parse(printed)).apiKey;
  }

  async databaseUrl(): Promise<string> {
    const kept = await readFile(join(this.dataDir, 'runtime.json'), 'utf8');
    return runtime.parse(JSON.parse(kept)).databaseUrl;
  }

  /** Stops all of it in good order; gives the exit code, or null when it had to be killed. */
  async stop(): Promise<number | null> {
    this.supervisor?.kill('SIGTERM');
    const timer = setTimeout(() => this.supervisor?.kill('SIGKILL'), stopWithinMs);
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }

  /** Everything that the product has said: to a person, and to its logs. */
  async readLogs(): Promise<string> {
    const dir = join(this.dataDir, 'logs');
    const names = await readdir(dir).catch(() => []);
    const files = [...names.map((name) => join(dir, name)), join(this.dataDir, 'postgres.log')];
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
    return [this.said, ...texts].join('\n');
  }

  async tearDown(): Promise<void> {
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private env(): NodeJS.ProcessEnv {
    return {
      ...bareEnv(),
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      WORKERS: '2',
      OUTBOUND_ALLOW: '127.0.0.1/32',
      // The same number of tries as in life, only sooner.
      RETRY_SCHEDULE: '0,0.3,1,2,3,5,5,5',
    };
  }
}
