import { createReadStream, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { type KeyRing, fingerprintKey, openKeyFile, seal, unseal } from '@hookline/platform';
import { createTestDatabase, runCommand, type TestDatabase } from '@hookline/testkit';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';

const place = {
  workspaceId: '01990000-0000-7000-8000-000000000001',
  connectionId: '01990000-0000-7000-8000-000000000002',
  field: 'token',
};
const secret = 'a very secret token of a CRM';

let source: TestDatabase;
let target: TestDatabase;
let ring: KeyRing;
let dir: string;
let keyFile: string;

beforeAll(async () => {
  source = await createTestDatabase();
});
afterAll(() => source.drop());
beforeEach(async ({ onTestFinished }) => {
  target = await createTestDatabase();
  onTestFinished(() => target.drop());
  dir = aTempDir();
  keyFile = join(dir, 'kept-apart.key');
  ring = await openKeyFile(keyFile);
  await query(source.url, 'DELETE FROM workspaces');
  await query(source.url, `INSERT INTO workspaces (id, name) VALUES ($1, 'Acme')`, [
    place.workspaceId,
  ]);
  await query(
    source.url,
    `INSERT INTO connections (workspace_id, id, app, name, sealed) VALUES ($1, $2, 'crm', 'CRM', $3)`,
    [place.workspaceId, place.connectionId, seal(ring, secret, place)],
  );
  await query(source.url, 'UPDATE installation SET key_fingerprint = $1', [fingerprintKey(ring)]);
});

async function query(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const hookline = (args: string[], given: { url: string; keyFile?: string }, input?: Buffer) =>
  runCommand({
    args,
    env: {
      DATABASE_URL: given.url,
      DATA_DIR: join(dir, 'data'),
      SECRET_KEY_FILE: given.keyFile ?? keyFile,
    },
    ...(input ? { input } : {}),
  });

const isEmpty = async () =>
  expect(await query(target.url, 'SELECT FROM workspaces')).toHaveLength(0);

describe('backup and restore', { timeout: 60_000 }, () => {
  it('bring credentials back that the key kept apart opens, and name that key', async () => {
    const file = join(dir, 'hookline.backup');
    const made = await hookline(['backup', file], { url: source.url });
    expect(made).toMatchObject({ code: 0 });
    expect(made.said).toContain(`Sealed by the key ${fingerprintKey(ring)}`);
    expect(statSync(file).mode & 0o077).toBe(0);
    const plain = await text(createReadStream(file).pipe(createGunzip()));
    const key = readFileSync(keyFile, 'utf8').trim().split(':')[1] ?? '';
    expect(plain).toContain(fingerprintKey(ring));
    for (const form of [key, Buffer.from(key, 'base64').toString('hex')])
      expect(plain).not.toContain(form);
    expect(await hookline(['restore', file, '--check'], { url: source.url })).toMatchObject({
      code: 0,
    });

    const restored = await hookline(['restore', file], { url: target.url });

    expect(restored).toMatchObject({ code: 0 });
    const [row] = await query(target.url, 'SELECT sealed FROM connections');
    expect(unseal(await openKeyFile(keyFile), row.sealed, place).toString()).toBe(secret);
    const confirmed = await hookline(['restore', '--confirm', '--ask-open'], { url: target.url });
    expect(confirmed.out.toString()).toContain('Confirmed: Hookline works again.');
    expect(await query(target.url, 'SELECT restored_at FROM installation')).toEqual([
      { restored_at: null },
    ]);
  });

  it('go through pipes, with nothing but the backup on standard output', async () => {
    const { out } = await hookline(['backup', '-'], { url: source.url });

    const restored = await hookline(['restore', '-'], { url: target.url }, out);

    expect(restored).toMatchObject({ code: 0 });
    expect(await query(target.url, 'SELECT name FROM workspaces')).toEqual([{ name: 'Acme' }]);
  });
});

describe('restore without the right key', () => {
  it('says that it is missing or another one, and which one it is, and makes none', async () => {
    const file = join(dir, 'hookline.backup');
    await hookline(['backup', file], { url: source.url });
    const [missing, other] = [join(dir, 'nowhere.key'), join(dir, 'other.key')];
    await openKeyFile(other);

    const { url } = target;
    const [without, wrong] = await Promise.all([
      hookline(['restore', file], { url, keyFile: missing }),
      hookline(['restore', file], { url, keyFile: other }),
    ]);

    expect([without.code, wrong.code]).toEqual([1, 1]);
    expect(without.said).toContain(`The key file ${missing} is missing.`);
    expect(wrong.said).toContain(`The key file ${other} is not the one of this backup.`);
    for (const { said } of [without, wrong]) expect(said).toContain(fingerprintKey(ring));
    expect(existsSync(missing)).toBe(false);
    await isEmpty();
  });
});

describe('what goes wrong is told in words', () => {
  it('a file that was cut short, that is none, or that is not there', async () => {
    const file = join(dir, 'hookline.backup');
    await hookline(['backup', file], { url: source.url });
    truncateSync(file, Math.floor(statSync(file).size * 0.8));

    const env = { url: target.url };
    const [none, gone] = await Promise.all([
      hookline(['restore', keyFile], env),
      hookline(['restore', join(dir, 'gone')], env),
    ]);
    const cut = await hookline(['restore', file], env);

    expect([cut.code, none.code, gone.code]).toEqual([1, 1, 1]);
    expect(cut.said).toBe('The backup is not complete: it stops in the middle. Use another one.\n');
    expect(none.said).toBe('The backup is damaged, or it is no backup of Hookline.\n');
    expect(gone.said).toBe('There is no such file.\n');
    await isEmpty();
  });

  it('a backup that cannot be finished leaves no file', async () => {
    const folder = join(dir, 'gone');
    const [lost, dead] = await Promise.all([
      hookline(['backup', join(folder, 'x.backup')], { url: source.url }),
      hookline(['backup', join(dir, 'x.backup')], { url: 'postgres://no:x@127.0.0.1:1/nothing' }),
    ]);

    expect([lost.code, dead.code]).toEqual([1, 1]);
    expect(lost.said).toContain('cannot be written');
    expect((await readdir(dir)).filter((name) => name.startsWith('x.'))).toEqual([]);
  });

  it('a confirmation that does not say what becomes of open runs', async () => {
    const { code, said } = await hookline(['restore', '--confirm'], { url: target.url });
    expect(code).toBe(1);
    expect(said).toContain('Say --run-open or --ask-open.');
  });
});
