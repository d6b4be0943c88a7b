import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from '../command/failure.js';
import type { Folders } from './choose-folders.js';
import type { SystemUser } from './choose-user.js';
import { superuser } from './init-cluster.js';
import { asUser } from './run-as-user.js';

interface Reset {
  folders: Folders;
  user: SystemUser | undefined;
  password: string;
}

/** For a cluster that came back without its password file (a restored copy, say): no server runs, so the owner may set one. */
export async function resetPassword({ folders, user, password }: Reset): Promise<void> {
  const args = [
    '--single',
    '-D',
    folders.clusterDir,
    '-c',
    'password_encryption=scram-sha-256',
    'postgres',
  ];
  const child = spawn(join(folders.nativeDir, 'bin', 'postgres'), args, {
    ...asUser(user),
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
    // Our own base64url text: nothing in it needs quoting.
    child.stdin.end(`alter role ${superuser} password '${password}'\n`);
  });
  if (code !== 0) {
    throw new Failure(
      `The database in ${folders.clusterDir} has no password file beside it and could not be given a new one.`,
      'postgres_locked',
    );
  }
}
