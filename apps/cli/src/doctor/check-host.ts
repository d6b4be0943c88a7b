import { randomBytes } from 'node:crypto';
import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
    const probe = join(dataDir, `.probe-${randomBytes(6).toString('hex')}`);
    await writeFile(probe, '');
    await rm(probe);
    return { isOk: true, detail: `${dataDir} is writable` };
  });
}

export function checkDisk(dataDir: string): Promise<Finding> {
  return check('Disk space', async () => {
    const { bavail, bsize } = await statfs(dataDir);
    const freeBytes = bavail * bsize;
    const detail = `${(freeBytes / 1e9).toFixed(1)} GB free`;
    const isOk = freeBytes >= minFreeBytes;
    return { isOk, detail: isOk ? detail : `${detail}: make room, or events are refused soon` };
  });
}

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
