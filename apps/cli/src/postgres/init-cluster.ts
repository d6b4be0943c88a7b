import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../command/failure.js';
import type { SystemUser } from './choose-user.js';
import type { Folders } from './choose-folders.js';
import { asUser } from './run-as-user.js';

export const superuser = 'hookline';

interface NewCluster {
  folders: Folders;
  user: SystemUser | undefined;
  password: string;
}

export async function hasCluster(clusterDir: string): Promise<boolean> {
  return stat(join(clusterDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Creates the cluster beside its place and moves it there when whole: a start killed half-way leaves nothing that looks like one. */
export async function initCluster({ folders, user, password }: NewCluster): Promise<void> {
  const draftDir = `${folders.clusterDir}.new`;
  const passwordFile = `${folders.clusterDir}.password`;
  await rm(draftDir, { recursive: true, force: true });
  await mkdir(draftDir, { mode: 0o700 });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (user !== undefined) {
      await chown(draftDir, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await runInitdb(
      join(folders.nativeDir, 'bin', 'initdb'),
      initArgs(draftDir, passwordFile),
      user,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draftDir, folders.clusterDir);
}

/** The builtin C.UTF-8 sorts and folds alike on every system and never changes with its C library. */
function initArgs(clusterDir: string, passwordFile: string): string[] {
  return [
    `--pgdata=${clusterDir}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ];
}

async function runInitdb(
  command: string,
  args: string[],
  user: SystemUser | undefined,
): Promise<void> {
  try {
    await promisify(execFile)(command, args, { ...asUser(user), windowsHide: true });
  } catch (error) {
    const output =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Failure(
      `PostgreSQL could not create its data folder: ${output}`,
      'postgres_init_failed',
      {
        cause: error,
      },
    );
  }
}
