import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPgbouncer } from './start-pgbouncer.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookline-find-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('findPgbouncer', () => {
  it('gives nothing where there is none, or fails where PgBouncer is required', () => {
    vi.stubEnv('HOOKLINE_REQUIRE_PGBOUNCER', '');
    expect(findPgbouncer([folder])).toBeNull();
    vi.stubEnv('HOOKLINE_REQUIRE_PGBOUNCER', '1');
    expect(() => findPgbouncer([folder])).toThrow(/PgBouncer is required/);
  });

  it('gives one that can be started', () => {
    vi.stubEnv('HOOKLINE_REQUIRE_PGBOUNCER', '1');
    writeFileSync(join(folder, 'pgbouncer'), '', { mode: 0o755 });
    expect(findPgbouncer(['/nowhere', folder])).toBe(join(folder, 'pgbouncer'));
  });
});
