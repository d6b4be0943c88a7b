import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../command/failure.js';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root, so root lends it another user: the one that owns the cluster already,
 * else a known or new system user. Undefined means: run as whoever we are.
 */
export async function chooseUser(clusterDir: string | undefined): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = clusterDir === undefined ? undefined : await findOwner(clusterDir);
  if (owner !== undefined) return owner;
  return (
    (await findUser('hookline')) ??
    (await findUser('postgres')) ??
    (await createUser('hookline')) ??
    (await findUser('nobody')) ??
    rejectRoot()
  );
}

async function findOwner(clusterDir: string): Promise<SystemUser | undefined> {
  const facts = await stat(join(clusterDir, 'PG_VERSION')).catch(() => undefined);
  return facts === undefined || facts.uid === 0 ? undefined : findUser(String(facts.uid));
}

/** `id` knows users from every source of the system, not only those of /etc/passwd. */
async function findUser(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid, label] = await Promise.all(
      ['-u', '-g', '-un'].map(async (flag) => (await run('id', [flag, name])).stdout.trim()),
    );
    const user = { name: label ?? name, uid: Number(uid), gid: Number(gid) };
    return user.uid > 0 ? user : undefined;
  } catch {
    return undefined;
  }
}

async function createUser(name: string): Promise<SystemUser | undefined> {
  const args = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  try {
    await run('useradd', [...args, '--shell', '/usr/sbin/nologin', name]);
  } catch {
    return undefined;
  }
  return findUser(name);
}

function rejectRoot(): never {
  throw new Failure(
    'PostgreSQL does not run as root and no other system user was found. Start Hookline as an ordinary user, or set DATABASE_URL.',
    'postgres_no_user',
  );
}
