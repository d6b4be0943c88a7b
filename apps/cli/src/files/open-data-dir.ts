import { access, chmod, constants, mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Failure } from '../command/failure.js';

/** The data folder, made where it is missing, as one true absolute path. */
export async function openDataDir(path: string): Promise<string> {
  const wanted = resolve(path);
  try {
    const firstMade = await mkdir(wanted, { recursive: true });
    // Root lends the cluster to another user, whom a strict umask would shut out.
    if (firstMade !== undefined) await openMade(wanted, firstMade);
    await access(wanted, constants.W_OK | constants.X_OK);
    return await realpath(wanted);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`The data folder ${wanted} cannot be used: ${reason}`, 'data_dir_unusable', {
      cause: error,
    });
  }
}

async function openMade(deepest: string, first: string): Promise<void> {
  if (process.getuid?.() !== 0) return chmod(deepest, 0o700);
  for (let dir = deepest; dir.length >= first.length; dir = dirname(dir)) {
    await chmod(dir, 0o711);
    if (dir === dirname(dir)) return;
  }
}
