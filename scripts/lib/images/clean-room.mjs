import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../on-path.mjs';
import { inRoot } from '../root.mjs';
import { installDebianPackage } from '../install-debian-package.mjs';
import { run } from '../run.mjs';
import { carryOut } from './carry-out.mjs';
import { makeBase } from './make-base.mjs';
import { parseDockerfile } from './parse-dockerfile.mjs';
import { readContext } from './read-context.mjs';
import { roles } from './roles.mjs';
import { tryImages } from './try-images.mjs';

const tools = { debootstrap: 'debootstrap', ip: 'iproute2', unshare: 'util-linux' };

/** Starts this script again among mounts and processes of its own: with it they end, whatever happens. */
export async function enterCleanRoom(script) {
  if (process.platform !== 'linux' || process.getuid() !== 0)
    throw new Error(
      'No docker and no podman answers, and without them only root on Linux can try.',
    );
  for (const [tool, name] of Object.entries(tools)) {
    if (onPath(tool) === undefined && !(await installDebianPackage(name)))
      throw new Error(`${tool} is missing here, and ${name} could not be installed.`);
  }
  const dir = mkdtempSync(join(tmpdir(), 'hookline-images-'));
  try {
    const spaces = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const { code } = await run('unshare', [...spaces, process.execPath, script, '--inside', dir], {
      show: true,
    });
    return code;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Carries the Dockerfile out, step by step, and starts what comes of it. */
export async function buildInCleanRoom(dir) {
  const began = Date.now();
  const stages = parseDockerfile(readFileSync(inRoot('docker', 'Dockerfile'), 'utf8'));
  const base = await makeBase(join(dir, 'base'), stages);
  const context = readContext(join(dir, 'context'));
  const images = await carryOut(stages, { dir, base, context });
  await tryImages(images, { dir, base });
  const secs = Math.round((Date.now() - began) / 1000);
  console.log(
    `Every step of the Dockerfile was run; ${roles.join(', ')} started, answered and stopped: ${secs} s`,
  );
}
