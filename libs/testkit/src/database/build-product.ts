import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../../..');

export const cliPath = resolve(root, 'apps/cli/dist/bundle/main.js');

/** What the tests start as processes of their own. */
const programs = ['apps/cli', 'apps/api', 'apps/worker'];
const bundler = resolve(root, 'scripts/bundle.mjs');

/**
 * Brings the built programs up to date with their sources: else the tests would run against the
 * migrations of yesterday. A type error elsewhere does not stop them while there is something to run.
 */
export async function buildProduct(): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-b', ...programs], { cwd: root }).catch(
    (error: { stdout?: string }) => {
      if (!existsSync(cliPath))
        throw new Error(`The product cannot be built:\n${error.stdout}`, { cause: error });
      process.stderr.write(`The product is built, with errors:\n${error.stdout}\n`);
    },
  );
  await promisify(execFile)(process.execPath, [bundler], { cwd: root });
}
