import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder closed to others, as mkdtemp makes it, gone after the test. */
export function aTempDir(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'hookline-cli-')));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
