import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeProgram } from './lib/write-program.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookline-program-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (code: string): void => writeProgram(join(folder, 'main.js'), code);
const start = (...flags: string[]) => {
  const args = [...flags, join(folder, 'main.js'), 'an argument'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    cwd: '/',
  });
  return { said: stdout.trim(), stderr, status };
};
const files = (ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
const only = (ending: string): string => {
  const [file, ...others] = files(ending);
  if (file === undefined || others.length > 0)
    throw new Error(`not one file that ends in ${ending}`);
  return file;
};
/** Other words of the same length in the code itself: what was compiled of it before does not say them. */
const swap = (words: string, others: string): void => {
  const file = only('.cjs');
  writeFileSync(file, readFileSync(file, 'latin1').replace(words, others), 'latin1');
};

describe('a program of one file', () => {
  it('runs as any other: with its arguments, modules, files and exit code', () => {
    write(`
      const { basename } = require('node:path');
      const told = { args: process.argv.slice(2), folder: __dirname, self: basename(process.argv[1]) };
      Promise.resolve(require('node:os')).then(({ EOL }) => {
        process.stdout.write(JSON.stringify({ ...told, end: EOL }));
        process.exitCode = 3;
      });`);

    for (const time of ['first', 'second']) {
      const { said, status } = start();
      expect([time, status, JSON.parse(said)]).toEqual([
        time,
        3,
        { args: ['an argument'], folder, self: 'main.js', end: '\n' },
      ]);
    }
  });

  it('is strict, as modules are', () => {
    write('try { undeclared = 1; console.log("loose"); } catch { console.log("strict"); }');
    expect(start().said).toBe('strict');
  });

  it('says where it failed', () => {
    write('const fail = () => { throw new Error("no luck"); };\nfail();');
    const { status, stderr } = start();
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/no luck[\s\S]*at fail .*\.cjs:2:/),
    ]);
  });

  it('is not compiled again when it was before', () => {
    write('console.log("compiled before")');
    expect(start().said).toBe('compiled before');
    swap('compiled before', 'compiled anew..');
    expect(start().said).toBe('compiled before');
  });

  it('is compiled anew when what was kept is not whole', () => {
    write('console.log("compiled before")');
    start();
    swap('compiled before', 'compiled anew..');
    const kept = only('.compiled');
    const bytes = readFileSync(kept);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(kept, bytes);
    expect(start().said).toBe('compiled anew..');

    writeFileSync(kept, '');
    swap('compiled anew..', 'and once more..');
    expect(start().said).toBe('and once more..');
  });

  it('is compiled for the flags of the engine that it is started with, and for no others', () => {
    write('console.log("compiled before")');
    start();
    swap('compiled before', 'compiled anew..');
    expect(start('--max-semi-space-size=8').said).toBe('compiled anew..');
    expect(start('--title=another').said).toBe('compiled before');
    expect(files('.compiled')).toHaveLength(2);
  });

  it('never runs what was compiled of another build of the same length', () => {
    write('console.log("one")');
    start();
    write('console.log("two")');
    expect(start().said).toBe('two');
  });

  it('leaves the build before it for whoever is starting, and nothing of those before that', () => {
    for (const word of ['one', 'two', 'six']) {
      write(`console.log("${word}")`);
      expect(start().said).toBe(word);
    }
    expect([files('.cjs'), files('.compiled'), files('.tmp')].map(({ length }) => length)).toEqual([
      2, 2, 0,
    ]);
  });

  it('runs all the same where nothing can be kept', () => {
    write('console.log("compiled")');
    start();
    const kept = only('.compiled');
    rmSync(kept);
    mkdirSync(kept);

    expect(start()).toEqual({ said: 'compiled', stderr: '', status: 0 });
    expect(files('.tmp')).toEqual([]);
  });
});
