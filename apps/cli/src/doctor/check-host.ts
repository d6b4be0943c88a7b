import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { check, type Finding } from './check.js';

const minFreeBytes = 1_000_000_000;

export function checkNode(version = process.versions.node): Promise<Finding> {
  return check('Node.js', async () => {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const isOk = major > 20 || (major === 20 && minor >= 19);
    return { isOk, detail: isOk ? version : `${version} is too old: install 20.19 or newer` };
  });
}

export function checkDataDir(dataDir: string): Promise<Finding> {
  return check('Data folder', async () => {
    const folder = await nearest(dataDir);
    await access(folder, constants.W_OK);
    const isThere = folder === resolve(dataDir);
    return {
      isOk: true,
      detail: `${dataDir} is ${isThere ? 'writable' : 'made at the first start'}`,
    };
  });
}

export function checkDisk(dataDir: string): Promise<Finding> {
  return check('Disk space', async () => {
    const { bavail, bsize } = await statfs(await nearest(dataDir));
    const freeBytes = bavail * bsize;
    const detail = `${(freeBytes / 1e9).toFixed(1)} GB free`;
    const isOk = freeBytes >= minFreeBytes;
    return { isOk, detail: isOk ? detail : `${detail}: make room, or events are refused soon` };
  });
}

/** The folder itself or, before the first start, the one in which it will be made. */
async function nearest(folder: string): Promise<string> {
  const path = resolve(folder);
  const facts = await stat(path).catch((error: unknown) => {
    if (isMissing(error) && dirname(path) !== path) return undefined;
    throw error;
  });
  if (facts === undefined) return nearest(dirname(path));
  if (!facts.isDirectory()) throw new Error(`${path} is no folder`);
  return path;
}

const isMissing = (error: unknown): boolean => Reflect.get(Object(error), 'code') === 'ENOENT';

export function checkKeyFile(file: string): Promise<Finding> {
  return check('Key file', async () => {
    const facts = await stat(file).catch(() => undefined);
    if (facts === undefined) return { isOk: true, detail: 'made at the first start' };
    const isClosed = process.platform === 'win32' || (facts.mode & 0o077) === 0;
    return {
      isOk: isClosed,
      detail: isClosed
        ? `${file} is readable by its owner only`
        : `others can read it: chmod 600 ${file}`,
    };
  });
}
