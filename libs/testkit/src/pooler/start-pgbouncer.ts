import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { freePort } from '../network/free-port.js';
import { waitFor } from '../wait-for.js';

export type TestPooler = {
  /** The same database, through the pooler. */
  readonly url: string;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
};

/** Systems keep it where not every path leads. */
const usualFolders = (): readonly string[] => [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
];

/**
 * The path of a PgBouncer on this machine, or null. HOOKLINE_REQUIRE_PGBOUNCER=1 turns none into a failure:
 * else its suite would be skipped where nobody looks.
 */
export function findPgbouncer(folders = usualFolders()): string | null {
  const found = folders.map((folder) => join(folder, 'pgbouncer')).find(isExecutable);
  if (found !== undefined) return found;
  if (process.env['HOOKLINE_REQUIRE_PGBOUNCER'] === '1')
    throw new Error('PgBouncer is required: there is no pgbouncer on this machine.');
  return null;
}

/** PgBouncer refuses to run as root, and needs no name for whom it runs as. */
const nobody = 65_534;

/** Starts a PgBouncer in transaction mode in front of a database, with few connections for many clients. */
export async function startPgbouncer(
  path: string,
  given: { databaseUrl: string; poolSize: number; onConnect?: string },
): Promise<TestPooler> {
  const { hostname, port, username, password, pathname } = new URL(given.databaseUrl);
  const [folder, ownPort] = [await mkdtemp(join(tmpdir(), 'hookline-pooler-')), await freePort()];
  const onConnect = given.onConnect === undefined ? '' : ` connect_query='${given.onConnect}'`;
  const behind = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
  const settings = `
[databases]
* = ${behind}${onConnect}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${given.poolSize}
max_client_conn = 500
`;
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, settings);
  await chmod(folder, 0o755);
  const isRoot = process.getuid?.() === 0;
  const child = spawn(path, [file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  let text = '';
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<void>((done) =>
    child.once('exit', () => done()).once('error', () => done()),
  );
  const url = `postgres://${username}@127.0.0.1:${ownPort}${pathname}`;
  await waitFor(() => answers(url), { what: 'the pooler answers' }).catch((error: unknown) => {
    throw new Error(`PgBouncer did not start:\n${text}`, { cause: error });
  });
  return {
    url,
    log: () => text,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
