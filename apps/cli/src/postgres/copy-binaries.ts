import { chmod, cp, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './find-binaries.js';

/** Copies the binaries to where everybody may read them; the copy appears in one step, whole. */
export async function copyBinaries(binaries: Binaries, stateDir: string): Promise<Binaries> {
  const target = join(stateDir, `postgres-${binaries.version}`);
  if (await exists(target)) return { ...binaries, nativeDir: target };
  const draft = await mkdtemp(join(stateDir, 'copy-'));
  await cp(binaries.nativeDir, draft, { recursive: true, verbatimSymlinks: true });
  await openForReading(draft);
  try {
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start was quicker.
    if (!(await exists(target))) throw error;
  }
  return { ...binaries, nativeDir: target };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function openForReading(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await openForReading(path);
    else if (entry.isFile())
      await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
