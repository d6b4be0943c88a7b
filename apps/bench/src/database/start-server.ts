import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { z } from 'zod';
import { productProgram } from '../process/own-program.js';

const ready = z.object({ url: z.string(), pid: z.number() });

export type Server = Awaited<ReturnType<typeof startServer>>;

/** A PostgreSQL of our own, started as the product starts its own. */
export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-bench-'));
  const args = [productProgram('cli'), 'postgres', '--data-dir', join(folder, 'data'), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const first = new Promise<string>((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
  const line = await Promise.race([first, ended]);
  if (line === undefined) throw new Error('PostgreSQL did not start');
  const { url, pid } = ready.parse(JSON.parse(line));
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
    stop,
  };
}

export async function runOn(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
