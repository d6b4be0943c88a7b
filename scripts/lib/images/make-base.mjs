import { appendFileSync, cpSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onPath } from '../on-path.mjs';
import { npm, run } from '../run.mjs';
import { insist, step } from '../step.mjs';

/**
 * What stands in for `node:<major>-<release>-slim`: the smallest Debian of that release, the user `node`, a Node of that major
 * from the registry of packages (else that of this machine), and the npm of this machine.
 */
export async function makeBase(root, stages) {
  const images = new Set(stages.filter(({ parent }) => !parent).map(({ base }) => base));
  const [image = ''] = images;
  const [, major, release] = /^node:(\d+)-([a-z]+)-slim$/.exec(image) ?? [];
  if (images.size !== 1 || release === undefined)
    throw new Error(`There is nothing here to stand in for ${[...images].join(', ')}.`);
  await step(`FROM ${image}: Debian ${release} by debootstrap`, () => makeDebian(root, release));
  await step(`FROM ${image}: Node ${major} and npm`, () => addNode(root, major));
  const { output } = await run('chroot', [root, 'node', '--version']);
  console.log(`In place of ${image}: Debian ${release} (minbase) with Node ${output.trim()}`);
  return root;
}

async function makeDebian(root, release) {
  const mirror = await findMirror(release);
  const args = ['--variant=minbase', release, root, ...(mirror === undefined ? [] : [mirror])];
  insist(await run('debootstrap', args), 'debootstrap');
  // As in the image: the first user that is nobody special.
  appendFileSync(join(root, 'etc/group'), 'node:x:1000:\n');
  appendFileSync(join(root, 'etc/passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n');
  mkdirSync(join(root, 'home/node'));
  insist(await run('chown', ['1000:1000', join(root, 'home/node')]), 'chown');
}

/** Where this machine has its own packages from, when it is of the same release; else debootstrap knows. */
async function findMirror(release) {
  const args = ['indextargets', '--format', '$(SITE) $(CODENAME) $(CREATED_BY)'];
  const { code, output } = await run('apt-get', args);
  const lines = code === 0 ? output.split('\n').map((line) => line.split(' ')) : [];
  return lines.find((line) => line[1] === release && line[2] === 'Packages')?.[0];
}

async function addNode(root, major) {
  const local = join(root, 'usr/local');
  const shop = join(root, 'node-of-registry');
  const name = `node-linux-${process.arch}`;
  mkdirSync(shop);
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code } = await npm(['install', '--prefix', shop, ...options, `${name}@${major}`]);
  const binary = code === 0 ? join(shop, 'node_modules', name, 'bin/node') : process.execPath;
  if (code !== 0) console.log(`No Node ${major} from the registry: that of this machine instead.`);
  cpSync(binary, join(local, 'bin/node'));
  rmSync(shop, { recursive: true });
  const from = dirname(dirname(realpathSync(onPath('npm') ?? '')));
  const to = join(local, 'lib/node_modules/npm');
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  // What this machine says to its npm is no part of an image.
  rmSync(join(to, 'npmrc'), { force: true });
  for (const tool of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${tool}-cli.js`, join(local, 'bin', tool));
}
