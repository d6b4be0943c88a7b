import { installDebianPackage } from './install-debian-package.mjs';
import { onPath } from './on-path.mjs';

/** A Redis server program for the suites that need one; undefined where none can be had. */
export async function findRedis() {
  const found = onPath('redis-server');
  if (found !== undefined) return found;
  return (await installDebianPackage('redis-server')) ? onPath('redis-server') : undefined;
}
