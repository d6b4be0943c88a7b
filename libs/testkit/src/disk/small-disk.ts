import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type SmallDisk = {
  readonly folder: string;
  readonly freeBytes: () => Promise<number>;
  /** Leaves this much room and no more. */
  readonly fill: (leftBytes: number) => Promise<void>;
  /** Gives the room back. */
  readonly clear: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Skip = (reason: string) => never;

/** A disk of its own that a test can fill; where this machine allows no mount the test is skipped, and says why. */
export async function smallDiskOrSkip(sizeMb: number, skip: Skip): Promise<SmallDisk> {
  if (process.platform !== 'linux') return skip('a disk of its own is mounted on Linux only');
  const folder = await mkdtemp(join(tmpdir(), 'hookline-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0755`, 'hookline', folder]);
  } catch {
    await rm(folder, { recursive: true });
    return skip('this machine does not let us mount a disk (it takes root)');
  }
  const filler = join(folder, 'filler');
  const freeBytes = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return {
    folder,
    freeBytes,
    fill: async (leftBytes) => {
      await rm(filler, { force: true });
      await writeFile(filler, Buffer.alloc(Math.max(0, (await freeBytes()) - leftBytes)));
    },
    clear: () => rm(filler, { force: true }),
    stop: async () => {
      // Whoever still closes a file there must not keep the disk for ever.
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
