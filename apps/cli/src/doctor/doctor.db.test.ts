import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintKey, openKeyFile } from '@hookline/platform';
import {
  createTestDatabase,
  migrateDatabase,
  redisOrSkip,
  findRedis,
  runCommand,
  runSql,
  startRedis,
  startServer,
  startStandby,
  waitFor,
  type TestServer,
  type TestStandby,
} from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { askDatabase } from './ask-database.js';

type Told = { name: string; isOk: boolean; detail: string };

const nowhere = 'postgres://ann:s3cret@127.0.0.1:1/hookline';
const nobody = 'redis://:s3cret@127.0.0.1:1';
let dir: string;
let keyFile: string;
/** An installation that is as it should be. */
let url: string;

beforeEach(async () => {
  dir = aTempDir();
  keyFile = join(dir, 'secret.key');
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  ({ url } = database);
  await sealed(url);
});

async function sealed(databaseUrl: string): Promise<void> {
  const mark = fingerprintKey(await openKeyFile(keyFile));
  await runSql(databaseUrl, `UPDATE installation SET key_fingerprint = '${mark}'`);
}

async function doctor(env: NodeJS.ProcessEnv = {}) {
  const settings = { DATABASE_URL: url, DATA_DIR: dir, SECRET_KEY_FILE: keyFile, ...env };
  const { code, out, said } = await runCommand({ args: ['doctor', '--json'], env: settings });
  expect(`${out.toString()}${said}`).not.toContain('s3cret');
  const { findings } = JSON.parse(out.toString()) as { findings: Told[] };
  return { code, findings, bad: findings.filter(({ isOk }) => !isOk) };
}

/** One thing is wrong, and nothing else: the command says which, what to do, and ends with 1. */
async function expectFault(name: string, words: RegExp, env: NodeJS.ProcessEnv = {}) {
  const { code, bad } = await doctor(env);
  expect(bad).toEqual([{ name, isOk: false, detail: expect.stringMatching(words) }]);
  expect(code).toBe(1);
}

describe('hookline doctor', () => {
  it('says of each part of a healthy installation that it is well, and ends with 0', async () => {
    const { code, out } = await runCommand({
      args: ['doctor'],
      env: { DATABASE_URL: url, DATA_DIR: dir, SECRET_KEY_FILE: keyFile },
    });

    const lines = out.toString().trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok  '))).toEqual([]);
    expect(lines.map((line) => line.slice(4).split(':')[0])).toEqual([
      'Node.js',
      'Data folder',
      'Disk space',
      'Key file',
      'PostgreSQL',
      'Durability',
      'Checksums',
      'Migrations',
      'Key',
      'Restore',
      'History',
    ]);
    expect(out.toString()).toContain('Checksums: on, and no page has failed its own');
    expect(out.toString()).toContain(`Key: ${keyFile} opens the credentials`);
    expect(code).toBe(0);
  });

  it('tells a key file that does not open the credentials, whose it is not, and one that is gone', async () => {
    const [other, gone] = [join(dir, 'other.key'), join(dir, 'gone.key')];
    await openKeyFile(other);
    const words = /were sealed by the key 1:[0-9a-f]{32}, and .* is another one: put your copy/;
    await expectFault('Key', words, { SECRET_KEY_FILE: other });
    await expectFault('Key', /gone\.key is not there: put your copy/, { SECRET_KEY_FILE: gone });
    await expect(open(gone)).rejects.toThrow('ENOENT');
  });

  it('tells a database that cannot be reached, once', async () => {
    await expectFault('PostgreSQL', /at 127\.0\.0\.1:1, does not answer.*Start it, or correct/, {
      DATABASE_URL: nowhere,
    });
  });

  it('tells migrations that are missing, and asks nothing that only a migrated database knows', async () => {
    await runSql(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await expectFault('Migrations', /^\d+ are missing, .*: run "hookline migrate"$/);
  });

  it('tells a restore that nobody has confirmed', async () => {
    await runSql(
      url,
      `UPDATE installation SET restored_at = now(), backup_taken_at = '2026-01-02T03:04:05Z'`,
    );
    await expectFault('Restore', /backup of 2026-01-02T03:04:05\.000Z.*then confirm it$/);
  });

  it('tells a commit that does not wait for the disk', async () => {
    const name = new URL(url).pathname.slice(1);
    await runSql(url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
    await expectFault('Durability', /^synchronous_commit off, .*ALTER SYSTEM SET synchronous_com/);
  });

  it('tells a Redis that is not there', async () => {
    await expectFault('Redis', /^the Redis of REDIS_URL, at 127\.0\.0\.1:1, does not .* Start it/, {
      REDIS_URL: nobody,
    });
  });

  it('is content with a Redis that drops nothing, and tells one that does', async ({ skip }) => {
    const kept = await redisOrSkip();
    if ('skip' in kept) return skip(kept.skip);
    onTestFinished(() => kept.stop());
    const { code, findings } = await doctor({ REDIS_URL: kept.url });
    expect(findings).toContainEqual({ name: 'Redis', isOk: true, detail: 'noeviction' });
    expect(code).toBe(0);

    const program = findRedis();
    if (program === null) return;
    const loose = await startRedis(program, { policy: 'allkeys-lru' });
    onTestFinished(() => loose.stop());
    await expectFault('Redis', /allkeys-lru: set it to noeviction/, { REDIS_URL: loose.url });
  });
});

describe('hookline doctor, of a server with a standby', () => {
  let server: TestServer;
  let standby: TestStandby;
  beforeAll(async () => {
    server = await startServer();
    await migrateDatabase(server.url);
    standby = await startStandby(server.url);
  }, 120_000);
  afterAll(async () => {
    await standby.stop();
    await server.stop();
  });
  const on = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    DATABASE_URL: server.url,
    ...more,
  });
  beforeEach(() => sealed(server.url));

  it('is content with one that keeps up', async () => {
    const { code, findings } = await doctor(on({ DATABASE_READ_URL: standby.url }));
    const words = { name: 'Standby', isOk: true, detail: 'it keeps up with the primary' };
    expect(findings).toContainEqual(words);
    expect(code).toBe(0);
  });

  it('tells one that is away, by the setting where its address stands', async () => {
    const words =
      /^The PostgreSQL of DATABASE_READ_URL, at 127\.0\.0\.1:1, .* in DATABASE_READ_URL/;
    await expectFault('Standby', words, on({ DATABASE_READ_URL: nowhere }));
  });

  it('tells one that is none', async () => {
    await expectFault('Standby', /is no standby.*or leave it out$/, on({ DATABASE_READ_URL: url }));
  });

  it('tells one that is behind', async () => {
    await runSql(standby.url, 'SELECT pg_wal_replay_pause()');
    await runSql(server.url, 'CREATE TABLE later (id int)');
    const words = /^it is [1-9]\d* bytes behind, .*see pg_stat_replication/;
    await expectFault('Standby', words, on({ DATABASE_READ_URL: standby.url }));
    await runSql(standby.url, 'SELECT pg_wal_replay_resume()');
  });

  it('tells a standby that was given for the primary', async () => {
    await expectFault('PostgreSQL', /is a standby.*point DATABASE_URL to the primary/, {
      DATABASE_URL: standby.url,
    });
  });

  it('tells a page that the disk has damaged (BK-3)', async () => {
    await runSql(server.url, 'CREATE TABLE old_leads AS SELECT n FROM generate_series(1, 1000) n');
    await runSql(server.url, 'CHECKPOINT');
    const [row] = await askDatabase(
      server.url,
      `SELECT current_setting('data_directory') || '/' || pg_relation_filepath('old_leads') AS file`,
    );
    await server.crash();
    await flipByte(String(row?.file), 5_000);
    await server.revive();
    await expect(askDatabase(server.url, 'SELECT sum(n) FROM old_leads')).rejects.toThrow(
      'invalid',
    );
    await waitFor(async () => (await doctor(on({}))).code === 1, { what: 'it is counted' });

    const words = /^\d+ reads found a damaged page, the last time at 20.*run "hookline backup"/;
    await expectFault('Checksums', words, on({}));
  });

  async function flipByte(file: string, at: number): Promise<void> {
    const handle = await open(file, 'r+');
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at);
    await handle.write(Buffer.from([buffer.readUInt8(0) ^ 0xff]), 0, 1, at);
    await handle.close();
  }
});
