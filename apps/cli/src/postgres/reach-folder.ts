import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SystemUser } from './choose-user.js';

/** Asked of the system itself, as that user: modes, groups, access lists and mounts all have a say. */
export async function canReach(path: string, user: SystemUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const options = { uid: user.uid, gid: user.gid, cwd: '/' };
  return promisify(execFile)('/bin/sh', ['-c', 'test -x "$0"', path], options).then(
    () => true,
    () => false,
  );
}

/** Lets others walk through a folder of ours (never list it): what is inside keeps its own modes. */
export async function openForTraversal(dir: string): Promise<void> {
  const facts = await stat(dir);
  if (facts.uid !== process.getuid?.() || (facts.mode & 0o011) === 0o011) return;
  await chmod(dir, (facts.mode & 0o7777) | 0o011);
}
