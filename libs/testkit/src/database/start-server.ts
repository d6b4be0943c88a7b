import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { cliPath } from './build-product.js';

export type TestServer = {
  readonly url: string;
  /** Ends the server as a crash would: at once, with no checkpoint. */
  readonly crash: () => Promise<void>;
  /** Starts it again after a crash, on the same files and the same port. */
  readonly revive: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts PostgreSQL as a user of the product would: by the product's own launcher, in a folder of its own or a given one. */
export async function startServer(given: { folder?: string } = {}): Promise<TestServer> {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'hookline-pg-')));
  let { child, ready } = await launch(folder);
  const { url } = ready;
  return {
    url,
    crash: async () => {
      process.kill(ready.pid, 'SIGQUIT');
      await ended(child);
    },
    revive: async () => {
      ({ child, ready } = await launch(folder));
      if (ready.url !== url) throw new Error('The server came back on another port.');
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      if (given.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Brings a database to the product's schema, by the product's own command. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  await promisify(execFile)(process.execPath, [cliPath, 'migrate'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
}

type Ready = { readonly url: string; readonly pid: number };

async function launch(folder: string): Promise<{ child: ChildProcess; ready: Ready }> {
  // The folder itself, not one below: as root, the launcher may open only its own to the database user.
  const args = [cliPath, 'postgres', '--data-dir', folder, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, ready: await readReady(child) };
}

async function readReady(child: ChildProcess): Promise<Ready> {
  if (child.stdout === null) throw new Error('The launcher has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = parse(line);
    if (ready !== null) {
      child.stdout.resume();
      return ready;
    }
  }
  throw new Error(`The launcher ended before PostgreSQL was ready (code ${child.exitCode}).`);
}

function parse(line: string): Ready | null {
  try {
    const { url, pid } = JSON.parse(line) as { url?: unknown; pid?: unknown };
    return typeof url === 'string' && typeof pid === 'number' ? { url, pid } : null;
  } catch {
    return null;
  }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });
