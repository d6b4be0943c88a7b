import { pathToFileURL } from 'node:url';
import { ensureRedis } from './ensure-servers.mjs';
import { prepare } from './prepare.mjs';
import { inRoot } from './root.mjs';
import { node } from './run.mjs';
import { explain, insist, step } from './step.mjs';

/** Builds the product, and what measures it; then runs that in this very process. */
export async function runBench(args) {
  await prepare();
  if (args.includes('--long')) await ensureRedis();
  await step('Building the bench', async () => {
    const built = await node([inRoot('node_modules/typescript/bin/tsc'), '-b', 'apps/bench']);
    insist(built, 'The build of the bench');
  }).catch(explain);
  const main = inRoot('apps', 'bench', 'dist', 'main.js');
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}
