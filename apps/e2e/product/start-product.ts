import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, waitFor } from '@hookline/testkit';
import { apiClient, type Api } from './api-client.js';
import { endProcesses, processesBelow } from './process-tree.js';

const cli = fileURLToPath(new URL('../../cli/dist/bundle/main.js', import.meta.url));
const bundler = fileURLToPath(new URL('../../../scripts/bundle.mjs', import.meta.url));
const startMs = 60_000;

export const owner = {
  name: 'Anna',
  email: 'anna@shop.example',
  password: 'three old boats 7',
} as const;

/** A second person of the same workspace. */
export const colleague = {
  name: 'Boris',
  email: 'boris@shop.example',
  password: 'four new sails 8',
} as const;

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** The product as a person starts it, on a data folder and a port of its own. */
export async function startProduct() {
  const dataDir = mkdtempSync(join(tmpdir(), 'hookline-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: '',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    REDIS_URL: '',
    OUTBOUND_ALLOW: '127.0.0.1/32',
    RETRY_SCHEDULE: '0,0.3,0.6',
    // No colours and no test runner of somebody else's in the children.
    NODE_OPTIONS: '',
  };
  const lines: string[] = [];
  let child: ChildProcess | undefined;
  let key = '';

  async function start(): Promise<void> {
    await promisify(execFile)(process.execPath, [bundler]);
    const begun = spawn(process.execPath, [cli, 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = begun;
    const from = lines.length;
    for (const stream of [begun.stdout, begun.stderr]) {
      createInterface({ input: stream }).on('line', (line) => lines.push(line));
    }
    const isReady = () => {
      if (begun.exitCode !== null) throw new Error(`it ended: ${lines.slice(from).join('\n')}`);
      return lines.slice(from).some((line) => line.startsWith('Hookline is ready at'));
    };
    const what = `the product is ready; it said ${lines.slice(from).join(' | ')}`;
    await waitFor(isReady, { what, timeoutMs: startMs, everyMs: 20 });
  }

  /** The command of the product, as an administrator types it; gives its output or throws with it. */
  const command = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [cli, ...args], { env })).stdout;

  async function setUpOwner(): Promise<void> {
    key = JSON.parse(await command('setup', ...accountOf(owner), '--json')).apiKey;
  }

  const addColleague = () => command('setup', ...accountOf(colleague), '--force');

  async function stop(): Promise<void> {
    if (child?.exitCode === null) {
      child.kill('SIGTERM');
      await waitFor(() => child?.exitCode !== null || child.signalCode !== null, {
        what: 'the product ends when it is told to',
        timeoutMs: 30_000,
      });
    }
    rmSync(dataDir, { recursive: true, force: true });
  }

  /** As a power cut does: supervisor, api, worker and PostgreSQL at once. */
  async function killAll(): Promise<void> {
    if (child?.pid === undefined) return;
    await endProcesses([child.pid, ...(await processesBelow(child.pid)).map(({ pid }) => pid)]);
  }

  async function killWorker(): Promise<void> {
    const all = await processesBelow(child?.pid ?? 0);
    const workers = all.filter(({ command: line }) => line.includes('worker/dist/bundle/main.js'));
    await endProcesses(workers.map(({ pid }) => pid));
  }

  await start();
  const api: Api = apiClient(url, () => key);
  return {
    url,
    dataDir,
    lines,
    api,
    command,
    setUpOwner,
    addColleague,
    killAll,
    killWorker,
    start,
    stop,
    /** For an owner who was made in the browser: a key of theirs. */
    useKey: (given: string) => {
      key = given;
    },
  };
}

const accountOf = ({ name, email, password }: typeof owner | typeof colleague) => [
  ...['--email', email],
  ...['--password', password],
  ...['--name', name],
];
