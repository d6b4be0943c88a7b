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

  it('find a data folder that is not there', async () => {
    const dataDir = aTempDir();
    expect(await checkDataDir(dataDir)).toMatchObject({ isOk: true });
    expect(await checkDisk(dataDir)).toMatchObject({ name: 'Disk space' });
    expect(await checkDataDir(join(dataDir, 'none'))).toMatchObject({ isOk: false });
  });
});
