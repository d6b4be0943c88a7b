import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { inspectProcess, isRunning } from '../process/inspect-process.js';
import { readAccess } from './access-file.js';
import { type Postgres, startPostgres } from './start-postgres.js';

const isRoot = process.getuid?.() === 0;
const quiet = (): void => {};

async function start(dataDir: string): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, onProgress: quiet });
  onTestFinished(() => postgres.stop('immediate'));
  return postgres;
}

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', quiet);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const keepLead = (url: string): Promise<unknown> =>
  query(url, `create table lead as select 'Иван'::text as name`);
const leads = (url: string): Promise<unknown> => query(url, 'select name from lead');

describe('the embedded PostgreSQL', { timeout: 60_000 }, () => {
  it('keeps its data and its port over a stop', async () => {
    const dataDir = aTempDir();
    const first = await start(dataDir);
    await keepLead(first.url);

    await first.stop('fast');
    const second = await start(dataDir);

    expect(await isRunning(first.pid)).toBe(false);
    expect(second.port).toBe(first.port);
    expect(await leads(second.url)).toEqual([['Иван']]);
  });

  it('is durable, checks its pages, folds Cyrillic and listens on the loopback only', async () => {
    const { url } = await start(aTempDir());

    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'];
    const values = await query(url, `select ${names.map((name) => `current_setting('${name}')`)}`);
    expect(values).toEqual([['on', 'on', 'on', 'on']]);
    expect(await query(url, `select lower('ИВАН'), current_setting('server_encoding')`)).toEqual([
      ['иван', 'UTF8'],
    ]);
    expect(
      await query(
        url,
        `select current_setting('listen_addresses'), current_setting('unix_socket_directories')`,
      ),
    ).toEqual([['127.0.0.1', '']]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const dataDir = aTempDir();
    const { url } = await start(dataDir);
    const other = new URL(url);
    other.password = 'guess';

    await expect(query(other.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain(
      new URL(url).password,
    );
  });

  it('stops a server that outlived its launcher and takes its place', async () => {
    const dataDir = aTempDir();
    const orphan = await start(dataDir);
    await keepLead(orphan.url);

    const next = await start(dataDir);

    expect(await isRunning(orphan.pid)).toBe(false);
    expect(await leads(next.url)).toEqual([['Иван']]);
  });

  it('recovers what was committed when the server is killed', async () => {
    const dataDir = aTempDir();
    const killed = await start(dataDir);
    await keepLead(killed.url);

    process.kill(killed.pid, 'SIGKILL');
    const next = await start(dataDir);

    expect(await killed.ended).toBe('SIGKILL');
    expect(await leads(next.url)).toEqual([['Иван']]);
  });

  it('is not held up by a pid file whose pid is a zombie or another program', async () => {
    const dataDir = aTempDir();
    const first = await start(dataDir);
    await first.stop('fast');
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const place = (await readAccess(dataDir)).clusterDir ?? '';
    expect(dirname(pidFile)).toBe(place);

    for (const pid of [await aZombie(), process.pid]) {
      writeFileSync(pidFile, `${pid}\n${place}\n1700000000\n${first.port}\n\n127.0.0.1\n`);
      const next = await start(dataDir);
      await next.stop('fast');
    }
    expect(await isRunning(process.pid)).toBe(true);
  });

  it('begins anew where an earlier creation was cut half-way', async () => {
    const dataDir = aTempDir();
    mkdirSync(join(dataDir, 'postgres.new'));
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');

    expect(await query((await start(dataDir)).url, 'select 1')).toEqual([[1]]);
  });

  it('sets a new password where its file was lost', async () => {
    const dataDir = aTempDir();
    const first = await start(dataDir);
    await keepLead(first.url);
    await first.stop('fast');
    rmSync(join(dataDir, 'postgres.json'));

    const second = await start(dataDir);

    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(await leads(second.url)).toEqual([['Иван']]);
  });

  it.runIf(isRoot)(
    'as root: runs as another user, also from below a folder closed to it',
    async () => {
      const dataDir = join(aTempDir(), 'data');
      mkdirSync(dataDir, { mode: 0o700 });
      const first = await start(dataDir);
      const clusterDir = (await readAccess(dataDir)).clusterDir ?? '';
      onTestFinished(() => rmSync(dirname(clusterDir), { recursive: true, force: true }));
      await keepLead(first.url);
      await first.stop('fast');

      const second = await start(dataDir);

      expect(clusterDir.startsWith(dataDir)).toBe(false);
      expect(statSync(clusterDir).uid).not.toBe(0);
      expect(await leads(second.url)).toEqual([['Иван']]);
    },
  );
});

/** Its parent never asks how it ended, so it keeps its pid. */
async function aZombie(): Promise<number> {
  const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const pid = await new Promise<number>((resolve) => {
    parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  while ((await inspectProcess(pid))?.isZombie !== true) await wait(10);
  expect(existsSync('/proc') ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ' Z ').toContain(' Z ');
  return pid;
}
