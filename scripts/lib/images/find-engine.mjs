import { onPath } from '../on-path.mjs';
import { run } from '../run.mjs';

/** The first engine that answers: a client alone builds nothing. */
export async function findEngine() {
  for (const name of ['docker', 'podman']) {
    if (onPath(name) === undefined) continue;
    const { code } = await run(name, ['info']);
    if (code === 0) return name;
  }
  return undefined;
}
