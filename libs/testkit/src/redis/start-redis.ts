import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../network/free-port.js';
import { isRedisReady } from './is-redis-ready.js';
import { waitFor } from '../wait-for.js';

export type TestRedis = { url: string; stop: () => Promise<void> };

/** One of our own, which a test may kill, stop and bring back empty. */
export type OwnRedis = TestRedis & {
  readonly port: number;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Dies as by `kill -9`. */
  readonly kill: () => Promise<void>;
};

/** The path of a Redis server on this machine, or null. */
export function findRedis(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const usual = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/snap/bin'];
  const paths = [...folders, ...usual].flatMap((folder) =>
    ['redis-server', 'valkey-server'].map((name) => join(folder, name)),
  );
  return paths.find(isExecutable) ?? null;
}

/** Starts a Redis of its own, durable as the product demands, with no data, on a free port or the given one. */
export async function startRedis(
  path: string,
  given: { port?: number; policy?: string } = {},
): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-redis-'));
  const port = given.port ?? (await freePort());
  const policy = given.policy ?? 'noeviction';
  const settings = `--port ${port} --bind 127.0.0.1 --appendonly yes --maxmemory-policy ${policy}`;
  const args = [...settings.split(' '), '--save', '', '--dir', folder];
  const child = spawn(path, args, { stdio: 'ignore' });
  const exited = new Promise<void>((done) =>
    child.once('exit', () => done()).once('error', () => done()),
  );
  await waitFor(() => isRedisReady(port), { what: 'the started Redis answers' });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill('SIGCONT');
    child.kill(signal);
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    signal: (signal) => void child.kill(signal),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/**
 * A Redis for a suite, or the reason why it is skipped. REDIS_TEST_URL names one to use;
 * HOOKLINE_REQUIRE_REDIS=1 turns the skip into a failure.
 */
export async function redisOrSkip(): Promise<TestRedis | { skip: string }> {
  const given = process.env['REDIS_TEST_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  const path = findRedis();
  if (path !== null) return startRedis(path);
  const skip = 'no redis-server on this machine and REDIS_TEST_URL is not set';
  if (process.env['HOOKLINE_REQUIRE_REDIS'] === '1') throw new Error(`Redis is required: ${skip}.`);
  return { skip };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
