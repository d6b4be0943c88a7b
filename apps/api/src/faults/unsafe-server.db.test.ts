import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseRefused, migrate, openPool } from '@hookline/store';
import { startServer, waitFor, type TestServer } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { assertServer, StartRefused } from '../start/assert-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await migrate(server.url);
});
afterAll(() => server.stop());

async function ask<T>(work: (pool: ReturnType<typeof openPool>) => Promise<T>): Promise<T> {
  const pool = openPool({ databaseUrl: server.url, name: 'test', max: 1 });
  return work(pool).finally(() => pool.end());
}

async function dataDirectory(): Promise<string> {
  const sql = `SELECT current_setting('data_directory') AS dir`;
  const { rows } = await ask((pool) => pool.query<{ dir: string }>(sql));
  return rows[0]?.dir ?? '';
}

/** Neither the api starts on it nor is it migrated. */
async function expectRefusal(words: RegExp): Promise<void> {
  await ask(async (pool) => {
    const refusal = assertServer(pool, server.url);
    await expect(refusal).rejects.toThrow(StartRefused);
    await expect(refusal).rejects.toThrow(words);
  });
  await expect(migrate(server.url)).rejects.toThrow(DatabaseRefused);
  await expect(migrate(server.url)).rejects.toThrow(words);
}

it('refuses a server that does not wait for its disk (DB-6)', async (test) => {
  const dir = await dataDirectory();
  const pid = Number((await readFile(join(dir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (command === null) return test.skip('the command of a process is told by Linux only');
  const program = await readlink(`/proc/${pid}/exe`);
  const { uid, gid } = await stat(dir);
  await server.crash();

  const args = command.split('\0').slice(1, -1);
  const unsafe = args.map((arg) => arg.replace(/^(fsync|full_page_writes)=on$/, '$1=off'));
  const child = spawn(program, unsafe, { uid, gid, cwd: dir, stdio: 'ignore' });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
    await server.revive();
  });
  await waitFor(() => ask((pool) => pool.query('SELECT 1')), { what: 'it serves' });

  await expectRefusal(/power cut would lose/);
  await expectRefusal(/could damage tables/);
});

it('refuses a server whose sessions take no writes', async () => {
  const { pathname } = new URL(server.url);
  const set = (words: string) =>
    ask((pool) =>
      pool.query(`BEGIN; SET LOCAL transaction_read_only = off;
        ALTER DATABASE ${pathname.slice(1)} ${words}; COMMIT`),
    );
  await set('SET default_transaction_read_only = on');
  await expectRefusal(/default_transaction_read_only = off/);
  await set('RESET default_transaction_read_only');
  await ask((pool) => expect(assertServer(pool, server.url)).resolves.toBeUndefined());
});

it('refuses a standby, which takes no writes (DB-7)', async () => {
  await writeFile(join(await dataDirectory(), 'standby.signal'), '');
  await server.crash();
  await server.revive();
  await expectRefusal(/standby.*primary/);
});
