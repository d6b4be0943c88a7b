import { readFileSync } from 'node:fs';
import { inRoot } from '../root.mjs';
import { run } from '../run.mjs';
import { insist, step } from '../step.mjs';
import { roles } from './roles.mjs';

/** Builds the images under the names that the chart and the compose file call them by. */
export async function buildWithEngine(engine) {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  for (const role of roles) {
    const tags = [`hookline-${role}`, `hookline-${role}:${version}`];
    const names = tags.flatMap((tag) => ['--tag', tag]);
    const args = ['build', '--file', inRoot('docker', 'Dockerfile'), '--target', role, ...names];
    await step(`${engine} builds ${tags.join(', ')}`, async () =>
      insist(await run(engine, [...args, inRoot()]), `${engine} build`),
    );
  }
}
