import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { BoundedLog } from './bounded-log.js';

it('never takes more than its share of the disk, and keeps the newest lines', () => {
  const dir = join(aTempDir(), 'logs');
  const log = new BoundedLog(join(dir, 'api.log'), { maxBytes: 100, keptFiles: 3 });

  for (let line = 0; line < 100; line += 1) log.write(`line ${line}\n`);
  log.close();

  expect(readdirSync(dir).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2']);
  const sizes = readdirSync(dir).map((file) => statSync(join(dir, file)).size);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  expect(readFileSync(join(dir, 'api.log'), 'utf8')).toContain('line 99\n');
});
