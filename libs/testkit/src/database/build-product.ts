import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../../..');

export const cliPath = resolve(root, 'apps/cli/dist/bundle/main.js');

/** What the tests start as processes of their own. */
const programs = ['apps/cli', 'apps/api', 'apps/worker'];
/** The one that the build is made with: another takes none of it for its own, and begins anew. */
const compiler = resolve(root, 'node_modules/typescript-native/bin/tsc');
const bundler = resolve(root, 'scripts/bundle.mjs');

/**
 * Brings the built programs up to date with their sources: else the tests would run against the
 * migrations of yesterday. A type error elsewhere does not stop them while there is something to run.
 */
export async function buildProduct(): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, '-b', ...programs], { cwd: root }).catch(
    (error: { stdout?: string }) => {
      if (!existsSync(cliPath))
        throw new Error(`The product cannot be built:\n${error.stdout}`, { cause: error });
      process.stderr.write(`The product is built, with errors:\n${error.stdout}\n`);
    },
  );
  await promisify(execFile)(process.execPath, [bundler], { cwd: root });
}
