import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { insist } from '../step.mjs';

export const mount = async (...args) => insist(await run('mount', args), `mount ${args.at(-1)}`);

export const unmount = async (...paths) => insist(await run('umount', paths), 'umount');

/** Layers as an engine keeps them, the newest first. With a layer to write, what is under it stays as it was. */
export async function mountLayers(at, { lower, upper }) {
  mkdirSync(at, { recursive: true });
  const options = [`lowerdir=${lower.join(':')}`];
  if (upper !== undefined) {
    const work = `${upper}.work`;
    for (const dir of [upper, work]) mkdirSync(dir, { recursive: true });
    options.push(`upperdir=${upper}`, `workdir=${work}`);
  }
  await mount('-t', 'overlay', 'overlay', '-o', options.join(','), at);
  return at;
}

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The command line that starts something in a root with the folder, the user and the variables of its image, and no others. */
export function chrootCommand(root, { image, command, env = {} }) {
  const user = readUser(root, image.user);
  const all = { PATH: systemPath, HOME: user.home, ...image.env, ...env };
  const pairs = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  const as = `--userspec=${user.uid}:${user.gid}`;
  return ['chroot', as, root, 'env', '-i', '-C', image.workdir, ...pairs, ...command];
}

function readUser(root, name) {
  const lines = readFileSync(join(root, 'etc/passwd'), 'utf8').split('\n');
  const found = lines
    .map((line) => line.split(':'))
    .find(([own, , uid]) => own === name || uid === name);
  if (found === undefined) throw new Error(`There is no user ${name} in the image.`);
  return { uid: Number(found[2]), gid: Number(found[3]), home: found[5] };
}
