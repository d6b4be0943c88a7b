import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, runCommand, type CommandRun } from '@hookline/testkit';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';

const megabyte = 1_048_576;
const bodyBytes = 100_000;
const bodies = 800;
/** Of V8; what a stream holds is outside of it, so the memory of the process is looked at as well. */
const nodeArgs = ['--max-old-space-size=48'];
/** Node itself with the command loaded takes some 70 of it. */
const mostBytes = 170 * megabyte;

async function query(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function aDatabase(): Promise<string> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

/** One block of noise, turned a little for each body: neither the database nor the archive can pack it. */
async function fill(url: string): Promise<void> {
  const workspaceId = '01990000-0000-7000-8000-000000000001';
  await query(url, `INSERT INTO workspaces (id, name) VALUES ($1, 'Acme')`, [workspaceId]);
  await query(
    url,
    `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary,
                         received_at)
     SELECT $1, uuid_v7_floor(now() - n * interval '1 s'), $1, 'rejected', 'POST', '', '', '[]', 'binary',
            substr($2::bytea, n + 1) || substr($2::bytea, 1, n), '', now()
     FROM generate_series(1, $3::int) n`,
    [workspaceId, randomBytes(bodyBytes), bodies],
  );
}

const digest = `SELECT count(*)::int AS bodies, md5(string_agg(md5(body), '' ORDER BY id)) AS sum FROM events`;

const expectSmall = (run: CommandRun): void => {
  expect(run.said).not.toContain('heap');
  expect(run.code).toBe(0);
  expect(run.mostBytes).toBeGreaterThan(20 * megabyte);
  expect(run.mostBytes).toBeLessThan(mostBytes);
};

it.runIf(process.platform === 'linux')(
  'a backup and its restore take the same little memory, however much there is to copy',
  { timeout: 120_000 },
  async () => {
    const [from, to] = [await aDatabase(), await aDatabase()];
    const dir = aTempDir();
    const file = join(dir, 'hookline.backup');
    const envOf = (url: string) => ({ DATABASE_URL: url, DATA_DIR: join(dir, 'data') });
    await fill(from);

    const backup = await runCommand({ args: ['backup', file], env: envOf(from), nodeArgs });
    const restore = await runCommand({ args: ['restore', file], env: envOf(to), nodeArgs });

    // Packed; what goes through the processes is twice as much.
    expect(statSync(file).size).toBeGreaterThan(bodies * bodyBytes);
    for (const run of [backup, restore]) expectSmall(run);
    expect(await query(to, digest)).toEqual(await query(from, digest));
    expect(await query(to, digest)).toMatchObject([{ bodies }]);
  },
);
