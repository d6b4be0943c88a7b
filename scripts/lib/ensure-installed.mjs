import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot } from './root.mjs';
import { npm } from './run.mjs';
import { insist, step } from './step.mjs';

const stampFile = inRoot('node_modules', '.hookline-lock');

/** Installs exactly what the lock file says, when that is not what is there. */
export async function ensureInstalled() {
  const stamp = describeWanted();
  if (readText(stampFile) === stamp) return;
  if (!matchesLock()) {
    rmSync(stampFile, { force: true });
    await step('Installing packages', async () => {
      // Whatever NODE_ENV says: without the development packages there is no build.
      const args = [
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ];
      insist(await npm(args), 'npm ci');
    });
  }
  writeFileSync(stampFile, stamp);
}

/** Native packages differ by platform: a folder copied from another machine is not installed. */
function describeWanted() {
  const hash = createHash('sha256').update(readText(inRoot('package-lock.json')));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}`;
}

/** npm keeps a list of what it installed; somebody may have run it by hand. */
function matchesLock() {
  const hidden = readText(inRoot('node_modules', '.package-lock.json'));
  if (hidden === '') return false;
  const wanted = JSON.parse(readText(inRoot('package-lock.json'))).packages;
  const found = JSON.parse(hidden).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const installed = found[path];
    if (installed === undefined) return isForOthers(entry);
    return (entry.link === true || installed.version === entry.version) && existsSync(inRoot(path));
  });
}

const isForOthers = ({ optional, os, cpu, libc }) =>
  optional === true &&
  ((os !== undefined && !os.includes(process.platform)) ||
    (cpu !== undefined && !cpu.includes(process.arch)) ||
    libc !== undefined);

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
