import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What proves that the first owner is somebody who can read this machine's disk or console, and not the
 * first stranger who finds the page. Kept in a file, so that it survives a restart before it is used.
 */
export class SetupToken {
  readonly path: string;

  constructor(dataDir: string) {
    this.path = join(dataDir, 'setup-token');
  }

  /** Makes the file if it is not there. */
  async offer(): Promise<void> {
    await mkdir(join(this.path, '..'), { recursive: true });
    const file = await open(this.path, 'wx', 0o600).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
      throw error;
    });
    try {
      await file?.writeFile(`${randomBytes(32).toString('base64url')}\n`);
    } finally {
      await file?.close();
    }
  }

  async matches(given: string): Promise<boolean> {
    const token = await readFile(this.path, 'utf8').catch(() => '');
    // An empty file is no token that an empty guess could match.
    return token.trim().length >= 43 && timingSafeEqual(digest(token.trim()), digest(given.trim()));
  }

  async withdraw(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
