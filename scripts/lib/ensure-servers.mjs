import { existsSync } from 'node:fs';
import { installDebianPackage } from './install-debian-package.mjs';
import { onPath } from './on-path.mjs';

/** What some suites need beside PostgreSQL: given, found, or installed from the system's packages where that is possible. */
const servers = [
  {
    name: 'redis-server',
    required: 'HOOKLINE_REQUIRE_REDIS',
    isHere: () =>
      Boolean(process.env.REDIS_TEST_URL) || Boolean(onPath('redis-server', 'valkey-server')),
  },
  {
    name: 'pgbouncer',
    required: 'HOOKLINE_REQUIRE_PGBOUNCER',
    // Systems keep it where not every path leads.
    isHere: () => Boolean(onPath('pgbouncer')) || existsSync('/usr/sbin/pgbouncer'),
  },
];

/**
 * Makes sure of each. Tells which suites will be skipped, and gives a sentence for each server without which
 * nothing may be tested: a run that was to prove something must not end well without it.
 */
export async function ensureServers({
  env = process.env,
  install = installDebianPackage,
  wanted = servers,
  tell = (line) => console.log(line),
} = {}) {
  const faults = [];
  for (const { name, required, isHere } of wanted) {
    if (isHere() || (await install(name))) continue;
    const missing = `No ${name} here and none could be installed`;
    if (env[required] === '1')
      faults.push(`${missing}, but ${required}=1 demands one. Install it: apt-get install ${name}`);
    else tell(`${missing}: the suites that need one are skipped.`);
  }
  return faults;
}
