import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { inspectProcess } from '../process/inspect-process.js';
import { takeLock } from './take-lock.js';

function aProcess(): number {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

const lockOf = (dataDir: string): string => join(dataDir, 'hookline.lock');

describe('takeLock', () => {
  it('refuses while the process that holds it lives', async () => {
    const dataDir = aTempDir();
    const pid = aProcess();
    const startedAt = (await inspectProcess(pid))?.startedAt;
    writeFileSync(lockOf(dataDir), JSON.stringify({ pid, startedAt }));

    await expect(takeLock(dataDir, 0)).rejects.toThrow(
      `already runs with the data folder ${dataDir}`,
    );
  });

  it('waits for one that is just ending', async () => {
    const dataDir = aTempDir();
    const first = await takeLock(dataDir);
    const second = takeLock(dataDir);

    await first.release();

    await (await second).release();
  });

  it.each([
    ['belongs to another process by now', () => ({ pid: aProcess(), startedAt: '1' })],
    ['is gone', () => ({ pid: 2 ** 30, startedAt: '1' })],
    ['was never written', () => undefined],
  ])('takes over a lock whose owner %s', async (_case, owner) => {
    const dataDir = aTempDir();
    writeFileSync(lockOf(dataDir), JSON.stringify(owner()) ?? '');

    const lock = await takeLock(dataDir);

    expect(existsSync(lockOf(dataDir))).toBe(true);
    await lock.release();
    expect(existsSync(lockOf(dataDir))).toBe(false);
  });
});
