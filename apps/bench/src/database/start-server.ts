import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { productProgram } from '../process/own-program.js';
import { prepareCount } from './count-statements.js';
import { runOn } from './run-on.js';

const ready = z.object({ url: z.string(), pid: z.number() });

export type Server = Awaited<ReturnType<typeof startServer>>;

/** A PostgreSQL of our own, started as the product starts its own, and able to count statements. */
export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-bench-'));
  // As root the database has a user of its own: were this closed to it, all the data would stand elsewhere, and stay there.
  await chmod(folder, 0o711);
  const fresh = await launch(folder);
  await runOn(fresh.url, `ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  await fresh.end();
  const { url, pid, end } = await launch(folder);
  await prepareCount(url);
  return {
    url,
    pid,
    folder,
    /** Makes a database, empty or as a copy of another that nobody uses; gives its address. */
    create: async (name: string, template?: string): Promise<string> => {
      const source = template === undefined ? '' : ` TEMPLATE ${template}`;
      await runOn(url, `CREATE DATABASE ${name}${source}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    stop: async (): Promise<void> => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(
  folder: string,
): Promise<{ url: string; pid: number; end: () => Promise<void> }> {
  const args = [productProgram('cli'), 'postgres', '--data-dir', join(folder, 'data'), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const first = new Promise<string>((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
  const line = await Promise.race([first, ended]);
  if (line === undefined) throw new Error('PostgreSQL did not start');
  return { ...ready.parse(JSON.parse(line)), end };
}
