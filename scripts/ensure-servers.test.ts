import { describe, expect, it } from 'vitest';
import { ensureServers } from './lib/ensure-servers.mjs';

const wanted = [
  { name: 'redis-server', required: 'HOOKLINE_REQUIRE_REDIS', isHere: () => true },
  { name: 'pgbouncer', required: 'HOOKLINE_REQUIRE_PGBOUNCER', isHere: () => false },
];

async function ensure(env: NodeJS.ProcessEnv, canInstall: boolean) {
  const [told, installed]: string[][] = [[], []];
  const install = async (name: string): Promise<boolean> => {
    installed.push(name);
    return canInstall;
  };
  const tell = (line: string) => told.push(line);
  return { faults: await ensureServers({ env, install, wanted, tell }), told, installed };
}

describe('the servers that suites need', () => {
  it('are installed where they are not there', async () => {
    const required = { HOOKLINE_REQUIRE_PGBOUNCER: '1' };
    expect(await ensure(required, true)).toEqual({
      faults: [],
      told: [],
      installed: ['pgbouncer'],
    });
  });

  it('are missed with a word about what is skipped', async () => {
    const { faults, told } = await ensure({ HOOKLINE_REQUIRE_REDIS: '1' }, false);
    expect(faults).toEqual([]);
    expect(told).toEqual([
      'No pgbouncer here and none could be installed: the suites that need one are skipped.',
    ]);
  });

  it('fail the run where they are required, with what to do', async () => {
    const { faults, told } = await ensure({ HOOKLINE_REQUIRE_PGBOUNCER: '1' }, false);
    expect(told).toEqual([]);
    expect(faults).toEqual([
      'No pgbouncer here and none could be installed, but HOOKLINE_REQUIRE_PGBOUNCER=1 demands one. ' +
        'Install it: apt-get install pgbouncer',
    ]);
  });
});
