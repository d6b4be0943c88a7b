import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { onPath } from './on-path.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

const policyFile = '/usr/sbin/policy-rc.d';

/** Installs a package of the system where we may: as root, where there is apt. Its services are not started. */
export async function installDebianPackage(name) {
  const apt = onPath('apt-get');
  if (process.getuid?.() !== 0 || apt === undefined) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return step(`Installing ${name} from the system's packages`, async () => {
    const isPolicyOurs = !existsSync(policyFile);
    if (isPolicyOurs) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    try {
      await run(apt, ['update', '-qq'], { env });
      const args = ['install', '-y', '-qq', '--no-install-recommends', name];
      const { code, output } = await run(apt, args, { env });
      if (code !== 0) console.error(output.trim().split('\n').slice(-5).join('\n'));
      return code === 0;
    } finally {
      if (isPolicyOurs) rmSync(policyFile, { force: true });
    }
  });
}
