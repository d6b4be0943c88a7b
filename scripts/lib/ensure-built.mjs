import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot, root } from './root.mjs';
import { node, npm } from './run.mjs';
import { insist, step } from './step.mjs';

const stampFile = inRoot('.nx', 'hookline-build');
const sources = ['apps', 'libs', 'migrations', 'tsconfig.base.json', 'package-lock.json'];
const skipped = new Set([
  'node_modules',
  'dist',
  'dist-types',
  '.nx',
  'test-results',
  'playwright-report',
]);
/** Not part of the product that runs. */
const besides = new Set(['e2e', 'bench']);
const results = ['api/dist/bundle', 'worker/dist/bundle', 'cli/dist/bundle'].map((folder) =>
  inRoot('apps', folder, 'main.js'),
);

/** Builds what runs, when a source is newer than, or another one than, what was built. */
export async function ensureBuilt() {
  const note = readSources();
  const isThere = [...results, inRoot('apps', 'web', 'dist', 'index.html')].every(existsSync);
  if (isThere && readStamp() === note.stamp) return;
  rmSync(stampFile, { force: true });
  await step('Building', async () => {
    const [server, web] = await Promise.all([buildServer(), buildWeb()]);
    insist(server, 'The build of the server');
    insist(web, 'The build of the browser part');
  });
  note.keep();
}

/** The sources as they are before a build; kept after it, they say that nothing needs to be built. */
export function readSources() {
  const stamp = describeSources();
  const keep = () => {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  };
  return { stamp, keep };
}

const compiler = inRoot('node_modules/typescript-native/bin/tsc');

/** All projects when none is named. Two at a time: more of them only share two cores, and take their memory each. */
export const compile = (...projects) =>
  node([compiler, '-b', '--builders', '2', '--checkers', '2', ...projects]);

async function buildServer() {
  const compiled = await compile('apps/api', 'apps/worker', 'apps/cli');
  return compiled.code === 0 ? bundleServer() : compiled;
}

/** A process of its own: it takes much memory, and who starts the product by us stays as long as the product. */
export const bundleServer = () => node([inRoot('scripts', 'bundle.mjs')]);

export const buildWeb = () => npm(['run', '--silent', 'build', '--workspace=@hookline/web']);

function describeSources() {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, inRoot(source));
  return hash.digest('hex');
}

function addTo(hash, path) {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return;
  if (!facts.isDirectory()) {
    hash.update(`${relative(root, path)} ${facts.mtimeMs} ${facts.size}\n`);
    return;
  }
  const isApps = path === inRoot('apps');
  for (const name of readdirSync(path).sort()) {
    if (!skipped.has(name) && !(isApps && besides.has(name))) addTo(hash, join(path, name));
  }
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return '';
  }
}
