import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { BoundedLog } from '../log/bounded-log.js';
import { ChildLog } from './child-log.js';

it('keeps every line, tells the errors and what is for people, and remembers last words that are no log', async () => {
  const file = join(aTempDir(), 'api.log');
  const told: string[] = [];
  const log = new ChildLog('api', new BoundedLog(file), (line) => told.push(line));
  const lines = [
    '{"level":"info","msg":"fine"}',
    '{"level":"error","msg":"no database","password":"x"}',
    '{"level":"warn","msg":"not https","isForPeople":true}',
    'Error: boom',
    '    at main.js:1',
    '{broken',
  ];
  const stream = Readable.from([`${lines.join('\n')}\n`]);
  log.follow(stream);
  await new Promise((resolve) => stream.once('close', resolve));
  await new Promise(setImmediate);

  expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\n`);
  expect(told).toEqual(['api: no database', 'api: not https']);
  expect(log.takeLastWords()).toEqual(['Error: boom', '    at main.js:1', '{broken']);
  expect(log.takeLastWords()).toEqual([]);
});
