import { spawn } from 'node:child_process';
import {
  cpSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../run.mjs';
import { insist, step } from '../step.mjs';
import { roles } from './roles.mjs';
import { chrootCommand, mount } from './root-of.mjs';
import { startDatabase } from './start-database.mjs';

const readyWithinMs = 60_000;
const stopWithinMs = 30_000;

/**
 * Starts what was built as compose.yml and the chart do: as the image's user, on a root that cannot be written, with /tmp and the
 * volume beside it, on a network where nothing else is.
 */
export async function tryImages(images, { dir, base }) {
  const network = await openNetwork();
  const databaseUrl = await startDatabase({ dir, base, network });
  const env = { DATABASE_URL: databaseUrl, SECRET_KEY_FILE: '/data/secret.key' };
  const volumes = join(dir, 'volumes');
  const containers = [];
  for (const role of roles)
    containers.push(await openContainer(images.get(role), { dir, volumes, env, network }));
  const [migrate, ...servers] = containers;

  await step(`migrate: ${said(migrate)}`, async () => {
    const { output } = insist(await migrate.run(commandOf(migrate.image)), 'migrate');
    console.log(`migrate: ${output.trim().split('\n').at(-1).slice(0, 120)}`);
  });
  for (const server of servers) {
    await step(`${server.image.name}: ${said(server)}`, () => server.start());
    await step(`${server.image.name}: HEALTHCHECK passes`, () => untilHealthy(server));
  }
  const [api, worker] = servers;
  for (const [server, port, paths] of [
    [api, 'PORT', ['/health/live', '/health/ready', '/']],
    [worker, 'WORKER_PORT', ['/health/live', '/health/ready', '/metrics']],
  ])
    for (const path of paths)
      await ask(server, `http://127.0.0.1:${server.image.env[port]}${path}`);
  for (const server of servers.reverse())
    await step(`${server.image.name}: stops by ${server.image.stopSignal}`, () => stop(server));
}

const commandOf = ({ entrypoint = [], command }) => [...entrypoint, ...command];

const said = ({ image }) => `${commandOf(image).join(' ')} as ${image.user}`;

/** A network of its own, as a pod has it; it lives as long as somebody is in it. */
async function openNetwork() {
  const keeper = spawn(
    'unshare',
    ['--net', 'sh', '-c', 'ip link set lo up && echo up && exec sleep infinity'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(keeper.stdout, 'data');
  // Nobody waits for it: it ends with the clean room.
  keeper.stdout.destroy();
  keeper.unref();
  return `--net=/proc/${keeper.pid}/ns/net`;
}

async function openContainer(image, { dir, volumes, env, network }) {
  const own = [join(image.root, 'tmp'), join(image.root, 'proc')];
  await mount('-t', 'tmpfs', 'tmpfs', own[0]);
  await mount('-t', 'proc', 'proc', own[1]);
  for (const path of image.volumes) {
    const volume = join(volumes, path);
    if (!isThere(volume)) fill(volume, join(image.root, path));
    await mount('--bind', volume, join(image.root, path));
  }
  const lineOf = (command) => [
    'nsenter',
    network,
    ...chrootCommand(image.root, { image, command, env }),
  ];
  const logFile = join(dir, `${image.name}.log`);
  const container = {
    image,
    log: () => readFileSync(logFile, 'utf8'),
    run: (command) => {
      const [program, ...args] = lineOf(command);
      return run(program, args);
    },
    async start() {
      const [program, ...args] = lineOf(commandOf(image));
      const log = openSync(logFile, 'w');
      container.process = spawn(program, args, { stdio: ['ignore', log, log] });
      closeSync(log);
      await once(container.process, 'spawn');
    },
  };
  return container;
}

const isThere = (path) => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** A new volume begins as the image has its folder, with the key that an owner puts there. */
function fill(volume, from) {
  const { uid, gid, mode } = statSync(from);
  mkdirSync(volume, { recursive: true, mode });
  cpSync(from, volume, { recursive: true });
  const key = join(volume, 'secret.key');
  writeFileSync(key, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  for (const path of [volume, key]) chownSync(path, uid, gid);
}

async function untilHealthy(server) {
  const until = Date.now() + readyWithinMs;
  for (;;) {
    const result = await server.run(server.image.healthcheck);
    if (result.code === 0) return;
    const { exitCode } = server.process;
    const output = `${result.output}\n${server.log()}`;
    if (exitCode !== null)
      insist({ code: 1, reason: `exit code ${exitCode}`, output }, 'the start');
    if (Date.now() > until) insist({ ...result, output }, 'HEALTHCHECK');
    await wait(250);
  }
}

const askProgram = `fetch(process.argv[1]).then(async (answer) => {
  console.log(answer.status, answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength, 'bytes');
  process.exit(answer.ok ? 0 : 1);
})`;

async function ask(server, url) {
  const result = await server.run(['node', '-e', askProgram, url]);
  insist(result, `${server.image.name}: GET ${url}`);
  console.log(`${server.image.name}: GET ${url} ${result.output.trim()}`);
}

async function stop(server) {
  const ended = once(server.process, 'exit');
  server.process.kill(server.image.stopSignal);
  const [code, signal] = await Promise.race([ended, wait(stopWithinMs, [1, 'still running'])]);
  insist(
    { code: code ?? 1, reason: signal ?? `exit code ${code}`, output: server.log() },
    'the stop',
  );
  const { code: health } = await server.run(server.image.healthcheck);
  if (health === 0) throw new Error(`${server.image.name} is stopped, and its HEALTHCHECK passes`);
}
