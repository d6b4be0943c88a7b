import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KeyRing, createLogger, openKeyFile, readConfig } from '@hookline/platform';
import { DatabaseUnreachable, findServerFaults, migrate, openPool } from '@hookline/store';
import { createTestDatabase, freePort, waitFor, type TestDatabase } from '@hookline/testkit';
import { findReceiver } from '@hookline/connectors';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assertKey, assertServer } from './assert-server.js';
import { openResources } from './open-resources.js';

/** What a process wrote is here when its pipes have ended, not yet when it has. */
const untilRead =
  (child: ChildProcess) =>
  async (exit: unknown[]): Promise<unknown[]> => {
    await waitFor(() => child.stdout?.readableEnded && child.stderr?.readableEnded, {
      what: 'the pipes have ended',
    });
    return exit;
  };

const programs = resolve(import.meta.dirname, '../../dist/bundle');
const logger = createLogger({ level: 'error', name: 'test', write: () => undefined });

describe('before the first request', () => {
  let database: TestDatabase;
  let dataDir: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'hookline-start-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true });
  });
  const withPool = async (work: (pool: ReturnType<typeof openPool>) => Promise<void>) => {
    const pool = openPool({ databaseUrl: database.url, name: 'test', max: 1 });
    await work(pool).finally(() => pool.end());
  };

  it('a sound server is taken', () =>
    withPool((pool) => expect(assertServer(pool, database.url)).resolves.toBeUndefined()));

  it.each([
    ['fsync is off', { fsync: 'off' }, /power cut would lose/],
    ['full_page_writes is off', { full_page_writes: 'off' }, /could damage tables/],
    ['the server is a standby', { is_in_recovery: true }, /standby/],
    ['the server takes no writes', { is_read_only: true }, /default_transaction_read_only = off/],
    ['the server is old', { version: 140_009 }, /older than 15/],
  ])('it is refused that %s', (_, change, words) => {
    const sound = {
      fsync: 'on',
      full_page_writes: 'on',
      is_in_recovery: false,
      is_read_only: false,
      version: 180_000,
    };
    expect(findServerFaults(sound)).toEqual([]);
    expect(findServerFaults({ ...sound, ...change }).join()).toMatch(words);
  });

  it('a database that is not migrated is refused, and says what to run', async () => {
    await withPool(async (pool) => {
      const { rows } = await pool.query('DELETE FROM migrations WHERE id = 1 RETURNING *');
      await expect(assertServer(pool, database.url)).rejects.toThrow(/npm run migrate/);
      await pool.query('INSERT INTO migrations (id, timestamp, name) VALUES ($1, $2, $3)', [
        rows[0].id,
        rows[0].timestamp,
        rows[0].name,
      ]);
    });
  });

  it('a database that a newer version has migrated is refused, and says which version to start', async () => {
    await withPool(async (pool) => {
      await pool.query(`INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture9')`);
      const words = /newer Hookline \(FromTheFuture9\)/;
      await expect(assertServer(pool, database.url)).rejects.toThrow(words);
      await expect(migrate(database.url)).rejects.toThrow(words);
      await pool.query('DELETE FROM migrations WHERE timestamp = 9');
    });
  });

  it('a server that is not there is no refusal, but is explained', async () => {
    const url = `postgres://ann:s3cret@127.0.0.1:${await freePort()}/leads`;
    const pool = openPool({ databaseUrl: url, name: 'test', max: 1 });
    const words = /does not answer.*Start it/;
    await expect(assertServer(pool, url)).rejects.toThrow(words);
    await expect(assertServer(pool, url)).rejects.toThrow(DatabaseUnreachable);
    await expect(migrate(url)).rejects.toThrow(words);
    await pool.end();
  });

  it('another key than the first is refused, the first one with newer keys beside it is not', async () => {
    const first = Buffer.alloc(32, 1);
    await withPool(async (pool) => {
      await assertKey(pool, new KeyRing(new Map([[1, first]])));
      await assertKey(pool, new KeyRing(new Map([[1, first]])));
      await assertKey(
        pool,
        new KeyRing(
          new Map([
            [1, first],
            [2, Buffer.alloc(32, 2)],
          ]),
        ),
      );
      const other = new KeyRing(new Map([[1, Buffer.alloc(32, 3)]]));
      await expect(assertKey(pool, other)).rejects.toThrow(/SECRET_KEY_FILE/);
      await pool.query('UPDATE installation SET key_fingerprint = NULL');
    });
  });

  it('a key file that others may read is refused', async () => {
    const secretKeyFile = join(dataDir, 'open.key');
    await writeFile(secretKeyFile, `1:${Buffer.alloc(32).toString('base64')}\n`);
    await chmod(secretKeyFile, 0o644);
    const config = readConfig({ DATA_DIR: dataDir, SECRET_KEY_FILE: secretKeyFile });
    const given = { config, databaseUrl: database.url, logger, findReceiver };
    await expect(openResources(given)).rejects.toThrow(/chmod 600/);
  });
});

describe('the built process', () => {
  let database: TestDatabase;
  let dataDir: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'hookline-start-'));
  });
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true });
  });

  function run(
    program: string,
    {
      env = {},
      input = '',
      args = [],
    }: { env?: NodeJS.ProcessEnv; input?: string; args?: string[] },
  ) {
    const child = spawn(process.execPath, [join(programs, program), ...args], {
      env: { PATH: process.env['PATH'], DATABASE_URL: database.url, DATA_DIR: dataDir, ...env },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout?.on('data', (chunk) => (said.out += String(chunk)));
    child.stderr?.on('data', (chunk) => (said.err += String(chunk)));
    child.stdin?.end(input);
    // Of a child whose channel was closed from here, "close" never comes.
    const over = Promise.race([once(child, 'close'), once(child, 'exit').then(untilRead(child))]);
    return { child, said, ended: over.then(([code]) => code as number | null) };
  }

  it.each([
    ['a signal', (child: ChildProcess) => child.kill('SIGTERM')],
    ['the end of its supervisor', (child: ChildProcess) => child.disconnect()],
  ])('says when it is ready, and ends in good order after %s', async (_, end) => {
    const port = await freePort();
    const { child, ended, said } = run('main.js', { env: { PORT: String(port) } });
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(() => Promise.reject(new Error(said.err))),
    ]);
    expect(message).toEqual({ type: 'ready', setupToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);

    end(child);

    expect(await ended).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/health/ready`)).rejects.toThrow();
  });

  it('says in plain words why it does not start', async () => {
    const noDatabase = run('main.js', { env: { DATABASE_URL: '' } });
    expect(await noDatabase.ended).toBe(1);
    expect(noDatabase.said.err.trim()).toBe(
      'DATABASE_URL is not set. Start Hookline with npm start.',
    );
    const badPort = run('main.js', { env: { PORT: 'x' } });
    expect(await badPort.ended).toBe(1);
    expect(badPort.said.err).toContain('PORT must be a whole number');
    expect(badPort.said.err).not.toMatch(/\bat .*:\d+/);
  });

  it('tells its supervisor that another start would end the same way: the key is a wrong one', async () => {
    const key = async (name: string, fill: number): Promise<string> => {
      const path = join(dataDir, name);
      await writeFile(path, `1:${Buffer.alloc(32, fill).toString('base64')}\n`, { mode: 0o600 });
      return path;
    };
    const pool = openPool({ databaseUrl: database.url, name: 'test', max: 1 });
    await pool.query('UPDATE installation SET key_fingerprint = NULL');
    await assertKey(pool, await openKeyFile(await key('first.key', 1)));
    const { child, ended, said } = run('main.js', {
      env: { SECRET_KEY_FILE: await key('other.key', 2) },
    });
    const [message] = await once(child, 'message');
    expect(message).toEqual({
      type: 'refused',
      message: expect.stringContaining('SECRET_KEY_FILE'),
    });
    expect(await ended).toBe(1);
    expect(said.err).not.toMatch(/\bat .*:\d+/);
    await pool.query('UPDATE installation SET key_fingerprint = NULL');
    await pool.end();
  });

  it('warns for people of an address that is not https, and starts', async () => {
    const env = { PORT: String(await freePort()), PUBLIC_URL: 'http://leads.example' };
    const { child, said } = run('main.js', { env });
    await once(child, 'message');
    const lines = said.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        isForPeople: true,
        msg: expect.stringContaining('PUBLIC_URL'),
      }),
    );
  });

  it('tells the owner link again to whoever has the key, and not before there was a start', async () => {
    const tell = async (env: NodeJS.ProcessEnv = {}) => {
      const { ended, said } = run('setup.js', { args: ['link'], env });
      await ended;
      return JSON.parse(said.out) as Record<string, unknown>;
    };
    const pool = openPool({ databaseUrl: database.url, name: 'test', max: 1 });
    const { rows } = await pool.query(
      `UPDATE installation i SET key_fingerprint = NULL FROM installation o RETURNING o.key_fingerprint`,
    );
    expect(await tell()).toMatchObject({ error: { message: expect.stringMatching(/started/) } });
    await pool.query('UPDATE installation SET key_fingerprint = $1', [rows[0]?.key_fingerprint]);

    const { child } = run('main.js', { env: { PORT: String(await freePort()) } });
    const [message] = (await once(child, 'message')) as [{ setupToken: string }];
    expect(await tell({ PUBLIC_URL: 'https://leads.example' })).toEqual({
      link: `https://leads.example/setup?token=${message.setupToken}`,
    });
    const stranger = await tell({ SECRET_KEY_FILE: join(dataDir, 'strange.key') });
    expect(stranger).toMatchObject({
      error: { message: expect.stringContaining('SECRET_KEY_FILE') },
    });
    await pool.end();
  });

  it('setup makes the first owner with a key, refuses a second, and makes one by force', async () => {
    const setup = async (given: object) => {
      const { ended, said } = run('setup.js', { input: JSON.stringify(given) });
      const code = await ended;
      return {
        code,
        line: JSON.parse(said.out) as Record<string, unknown>,
        lines: said.out.trim().split('\n'),
      };
    };
    const anna = { email: 'Anna@shop.example', password: 'three old boats 7' };

    expect(await setup({ ...anna, password: 'short' })).toMatchObject({
      code: 1,
      line: { error: { code: 'invalid_request' } },
    });
    const first = await setup(anna);
    expect(first).toMatchObject({
      code: 0,
      line: { workspaceId: expect.any(String), apiKey: expect.stringMatching(/^hk_/) },
    });
    expect(first.lines).toHaveLength(1);
    expect(await setup({ ...anna, email: 'eve@evil.example' })).toMatchObject({
      code: 1,
      line: { error: { code: 'owner_exists', message: expect.any(String) } },
    });
    expect(await setup({ ...anna, force: true })).toMatchObject({ code: 1 });
    const second = await setup({ ...anna, email: 'bo@shop.example', force: true });
    expect(second).toMatchObject({ code: 0, line: { workspaceId: first.line['workspaceId'] } });

    const port = await freePort();
    const { child } = run('main.js', { env: { PORT: String(port) } });
    await waitFor(() => once(child, 'message'), { what: 'the api is ready' });
    const me = await fetch(`http://127.0.0.1:${port}/api/v1/me`, {
      headers: { authorization: `Bearer ${String(first.line['apiKey'])}` },
    });
    expect(me.status).toBe(200);
    // Three programs one after the other, each of which proves a password slowly.
  }, 60_000);
});
