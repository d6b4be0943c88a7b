import { existsSync } from 'node:fs';
import { installDebianPackage } from './install-debian-package.mjs';
import { onPath } from './on-path.mjs';

/** Makes sure, where that is possible, that the suites that need a Redis server find one: given, installed, or from the system's packages. */
export async function ensureRedis() {
  if (process.env.REDIS_TEST_URL || onPath('redis-server', 'valkey-server')) return true;
  return installDebianPackage('redis-server');
}

/** The same for the pooler; systems keep it where not every path leads. */
export async function ensurePgbouncer() {
  if (onPath('pgbouncer') || existsSync('/usr/sbin/pgbouncer')) return true;
  return installDebianPackage('pgbouncer');
}
