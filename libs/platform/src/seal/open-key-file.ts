import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyRing } from './key-ring.js';

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

const keyBytes = 32;

/**
 * Opens the key file, made at the first start. Each line is `<version>:<32 bytes in base64>`; the
 * highest version seals, the others still open what they sealed.
 */
export async function openKeyFile(path: string): Promise<KeyRing> {
  if (!(await exists(path))) await createKeyFile(path);
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyFileError(
      `Other users of this machine can read the key file ${path} (mode ${(mode & 0o777).toString(8)}). Make it yours alone with: chmod 600 ${path}`,
    );
  }
  return parse(await readFile(path, 'utf8'), path);
}

/** A link never replaces a file: of two processes that start at once one wins, and both read the same key. */
async function createKeyFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`1:${randomBytes(keyBytes).toString('base64')}\n`);
    await file.sync();
    await link(draft, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

/** Else a power cut could take the new file's name, and with it every credential sealed since. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function parse(text: string, path: string): KeyRing {
  const keys = new Map<number, Buffer>();
  for (const line of text.split(/\r?\n/).filter((row) => row.trim() !== '')) {
    const [, version, encoded] = /^([1-9]\d{0,8}):([A-Za-z0-9+/]{43}=)$/.exec(line.trim()) ?? [];
    if (version === undefined || encoded === undefined || keys.has(Number(version)))
      throw new KeyFileError(`The key file ${path} is damaged. Put back your copy of it.`);
    keys.set(Number(version), Buffer.from(encoded, 'base64'));
  }
  if (keys.size === 0)
    throw new KeyFileError(`The key file ${path} is empty. Put back your copy of it.`);
  return new KeyRing(keys);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;
