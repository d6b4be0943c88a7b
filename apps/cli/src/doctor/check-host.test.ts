import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { checkDataDir, checkDisk, checkKeyFile, checkNode } from './check-host.js';

describe('the checks of the machine', () => {
  it.each([
    ['20.19.0', true],
    ['24.1.0', true],
    ['20.18.9', false],
    ['18.20.4', false],
  ])('take Node %s for %s', async (version, isOk) => {
    expect(await checkNode(version)).toMatchObject({ isOk });
  });

  it('want a key file that only its owner can read, or none yet', async () => {
    const file = join(aTempDir(), 'secret.key');
    expect(await checkKeyFile(file)).toMatchObject({ isOk: true });

    writeFileSync(file, '', { mode: 0o600 });
    expect(await checkKeyFile(file)).toMatchObject({ isOk: true });

    chmodSync(file, 0o640);
    expect(await checkKeyFile(file)).toMatchObject({ isOk: false });
  });

  it('take a data folder that the first start will make, and none that cannot be one', async () => {
    const dataDir = aTempDir();
    const later = join(dataDir, 'not', 'yet');
    for (const folder of [dataDir, later]) {
      expect(await checkDataDir(folder)).toMatchObject({ isOk: true });
      expect((await checkDisk(folder)).detail).toMatch(/GB free/);
    }
    expect((await checkDataDir(later)).detail).toContain('made at the first start');

    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    for (const folder of [file, join(file, 'below')])
      expect(await checkDataDir(folder)).toMatchObject({ isOk: false });
  });
});
