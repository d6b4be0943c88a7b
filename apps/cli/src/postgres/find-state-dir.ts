import { lstat, mkdir } from 'node:fs/promises';
import { Failure } from '../command/failure.js';

const candidates = ['/var/lib/hookline', '/var/tmp/hookline'];

/** A folder of root's that every user can reach and that outlives a reboot. */
export async function findStateDir(): Promise<string> {
  for (const dir of candidates) {
    if (await makeOwn(dir)) return dir;
  }
  throw new Failure(
    `The database user can reach neither the data folder nor ${candidates.join(' or ')}. Set DATA_DIR to a folder that other users can enter.`,
    'postgres_unreachable',
  );
}

async function makeOwn(dir: string): Promise<boolean> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o755 });
  } catch {
    return false;
  }
  // /var/tmp belongs to everybody: a folder that somebody else put there is not ours to trust.
  const facts = await lstat(dir);
  return facts.isDirectory() && facts.uid === process.getuid?.() && (facts.mode & 0o022) === 0;
}
