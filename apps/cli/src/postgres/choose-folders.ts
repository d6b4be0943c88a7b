import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemUser } from './choose-user.js';
import { copyBinaries } from './copy-binaries.js';
import type { Binaries } from './find-binaries.js';
import { findStateDir } from './find-state-dir.js';
import { canReach, openForTraversal } from './reach-folder.js';

export interface Folders {
  nativeDir: string;
  clusterDir: string;
}

interface Wanted {
  dataDir: string;
  binaries: Binaries;
  user: SystemUser | undefined;
  /** Where an earlier start put the cluster. */
  knownClusterDir: string | undefined;
}

/**
 * Binaries and cluster stay where they are when the database user can get there. Below a folder that is closed to
 * others (a clone in /root, say) the binaries are copied to, and the cluster is kept in, a state folder of the system.
 */
export async function chooseFolders(wanted: Wanted): Promise<Folders> {
  const { binaries, user } = wanted;
  const postgres = join(binaries.nativeDir, 'bin', 'postgres');
  const isOpen = user === undefined || (await canReach(postgres, user));
  const { nativeDir } = isOpen ? binaries : await copyBinaries(binaries, await openStateDir());
  return { nativeDir, clusterDir: wanted.knownClusterDir ?? (await chooseClusterDir(wanted)) };
}

async function chooseClusterDir({ dataDir, user }: Wanted): Promise<string> {
  if (user !== undefined) await openForTraversal(dataDir);
  if (await canReach(dataDir, user)) return join(dataDir, 'postgres');
  // The random part: a data folder that was deleted and made again must not find its old cluster.
  const label = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const parent = join(await openStateDir(), `${label}-${randomBytes(4).toString('hex')}`);
  await mkdir(parent, { mode: 0o711 });
  await chmod(parent, 0o711);
  return join(parent, 'postgres');
}

async function openStateDir(): Promise<string> {
  const dir = await findStateDir();
  await chmod(dir, 0o755);
  return dir;
}
