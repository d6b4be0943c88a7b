import { buildWeb, bundleServer, compile } from './ensure-built.mjs';
import { inRoot } from './root.mjs';
import { node } from './run.mjs';

const bin = (path, ...args) =>
  node([inRoot('node_modules', path), ...args], { env: { NX_DAEMON: 'false' } });

/** Each check gives the result of a program: code, output, reason. */
export const types = { name: 'types', run: () => compile() };

/** Asks nothing of a build. */
export const format = {
  name: 'format',
  run: () => bin('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
};

export const lint = { name: 'lint', run: runLint };

export const deadCode = { name: 'dead code', run: () => bin('knip/bin/knip.js', '--no-progress') };

/** Compares with what was built. */
export const documents = {
  name: 'documents',
  run: () => node([inRoot('scripts', 'write-docs.mjs'), '--check']),
};

export const serverBundle = { name: 'server programs', run: bundleServer };

export const webBuild = { name: 'browser build', run: buildWeb };

/** One ESLint over everything; Nx first, because the rule about rooms reads its graph and is silent without one. */
async function runLint() {
  const graph = await bin('nx/dist/bin/nx.js', 'show', 'projects');
  if (graph.code !== 0) return graph;
  const result = await bin('eslint/bin/eslint.js', '.', '--max-warnings=0');
  const isBlind = /No cached ProjectGraph/.test(result.output);
  return isBlind ? { ...result, code: 1, reason: 'the rule about rooms had no graph' } : result;
}
