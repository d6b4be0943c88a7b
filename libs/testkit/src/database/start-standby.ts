import { execFile, spawn } from 'node:child_process';
import {
  appendFile,
  chmod,
  chown,
  mkdtemp,
  readFile,
  readlink,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../network/free-port.js';
import { waitFor } from '../wait-for.js';

export type TestStandby = {
  /** The same database, as the standby shows it. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Makes a streaming standby of a server of this machine, from its files while it runs. */
export async function startStandby(primaryUrl: string): Promise<TestStandby> {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-standby-'));
  await chmod(folder, 0o755);
  const own = join(folder, 'data');
  const primary = await copyFiles(primaryUrl, own);
  const { hostname, port, username, password } = new URL(primaryUrl);
  const conninfo = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
  await appendFile(join(own, 'postgresql.auto.conf'), `\nprimary_conninfo = '${conninfo}'\n`);
  await writeFile(join(own, 'standby.signal'), '');
  // The server opens them to write, and is not who we are.
  const { uid, gid } = await stat(own);
  for (const name of ['backup_label', 'standby.signal']) await chown(join(own, name), uid, gid);
  await rm(join(own, 'postmaster.pid'), { force: true });
  const url = new URL(primaryUrl);
  url.port = String(await freePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    // A standby with fewer than its primary does not start.
    `max_connections=${primary.maxConnections}`,
  ];
  const args = ['-D', own, '-p', url.port, ...settings.flatMap((each) => ['-c', each])];
  const isRoot = process.getuid?.() === 0;
  const child = spawn(primary.program, args, {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid, gid } : {}),
  });
  let text = '';
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<void>((done) =>
    child.once('exit', () => done()).once('error', () => done()),
  );
  await waitFor(() => isStandby(url.href), {
    what: 'the standby answers',
    timeoutMs: 30_000,
  }).catch((error: unknown) => {
    throw new Error(`The standby did not start:\n${text}`, { cause: error });
  });
  return {
    url: url.href,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Primary = { readonly program: string; readonly maxConnections: string };

async function copyFiles(primaryUrl: string, to: string): Promise<Primary> {
  const client = new pg.Client({ connectionString: primaryUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ data_directory: string; max_connections: string }>(
      `SELECT current_setting('data_directory') AS data_directory,
              current_setting('max_connections') AS max_connections`,
    );
    const from = rows[0]?.data_directory ?? '';
    const maxConnections = rows[0]?.max_connections ?? '100';
    await client.query(`SELECT pg_backup_start('standby', true)`);
    // Files may vanish meanwhile, of which the copy complains; the log makes good what they were.
    await promisify(execFile)('cp', ['-a', from, to]).catch(() => undefined);
    const label = await client.query<{ labelfile: string }>(
      'SELECT labelfile FROM pg_backup_stop(false)',
    );
    await writeFile(join(to, 'backup_label'), label.rows[0]?.labelfile ?? '');
    const [pid] = (await readFile(join(from, 'postmaster.pid'), 'utf8')).split('\n');
    return { program: await readlink(`/proc/${pid}/exe`), maxConnections };
  } finally {
    await client.end();
  }
}

async function isStandby(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ is_standby: boolean }>(
      'SELECT pg_is_in_recovery() AS is_standby',
    );
    return rows[0]?.is_standby ?? false;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
