import { pathToFileURL } from 'node:url';
import { inRoot } from './root.mjs';

/** Runs the command in this very process: signals need no forwarding, and there is one process less. */
export async function runCli(args) {
  const main = inRoot('apps', 'cli', 'dist', 'bundle', 'main.js');
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}
