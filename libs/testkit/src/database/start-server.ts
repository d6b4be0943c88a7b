import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cliPath } from './build-product.js';

export type TestServer = { url: string; stop: () => Promise<void> };

/** Starts PostgreSQL as a user of the product would: by the product's own launcher. */
export async function startServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-pg-'));
  // The folder itself, not one below: as root, the launcher may open only its own to the database user.
  const args = [cliPath, 'postgres', '--data-dir', folder, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readUrl(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readUrl(child: ChildProcess): Promise<string> {
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

function parse(line: string): string | null {
  try {
    const { url } = JSON.parse(line) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });
