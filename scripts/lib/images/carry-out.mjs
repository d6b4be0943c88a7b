import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { npm, run } from '../run.mjs';
import { insist, step as shown } from '../step.mjs';
import { BadDockerfile, expand } from './parse-dockerfile.mjs';
import { chrootCommand, mount, mountLayers, unmount } from './root-of.mjs';

const plain = { env: {}, args: {}, workdir: '/', user: 'root', volumes: [], ports: [] };

/** Carries the steps of every stage out; gives what each stage has become: its root, to read only, and how it is started. */
export async function carryOut(stages, { dir, base, context }) {
  const images = new Map();
  const outside = await readOutside();
  for (const stage of stages) {
    const parent = images.get(stage.parent);
    const upper = join(dir, 'layers', stage.name);
    const lower = parent?.layers ?? [base];
    const root = await mountLayers(join(dir, 'roots', stage.name), { lower, upper });
    let image = { ...plain, ...parent, args: {}, name: stage.name, root };
    for (const [index, step] of stage.steps.entries()) {
      const title = `[${stage.name} ${index + 1}/${stage.steps.length}] ${step.source.replace(/\s+/g, ' ')}`;
      const apply = steps[step.kind];
      if (apply === undefined) image = noted(image, step);
      else
        await shown(
          title,
          async () => (image = (await apply(image, step, { context, images, outside })) ?? image),
        );
    }
    await unmount(root);
    const layers = [upper, ...lower];
    await mountLayers(root, { lower: layers });
    images.set(stage.name, { ...image, layers });
  }
  return images;
}

/** What only says how an image is started. */
function noted(image, step) {
  const put = (text) => expand(text, { ...image.args, ...image.env }, failAt(step));
  switch (step.kind) {
    case 'ENV':
      return {
        ...image,
        env: { ...image.env, ...mapValues(step.values, put) },
      };
    case 'ARG':
      return step.value === undefined
        ? image
        : { ...image, args: { ...image.args, [step.name]: put(step.value) } };
    case 'USER':
      return { ...image, user: put(step.user).split(':')[0] };
    case 'CMD':
      return { ...image, command: step.command };
    case 'ENTRYPOINT':
      return { ...image, entrypoint: step.command, command: [] };
    case 'HEALTHCHECK':
      return { ...image, healthcheck: step.command };
    case 'VOLUME':
      return { ...image, volumes: [...image.volumes, ...step.paths] };
    case 'STOPSIGNAL':
      return { ...image, stopSignal: step.signal };
    case 'EXPOSE':
      return { ...image, ports: [...image.ports, ...step.ports] };
    case 'LABEL':
      return image;
    default:
      throw new BadDockerfile(step.line, `nobody carries ${step.kind} out`);
  }
}

const steps = { WORKDIR: enter, COPY: copy, RUN: runIn };

function enter(image, step) {
  const workdir = posix.resolve(image.workdir, expand(step.path, image.env, failAt(step)));
  mkdirSync(join(image.root, workdir), { recursive: true });
  return { ...image, workdir };
}

async function copy(image, step, { context, images }) {
  const fail = failAt(step);
  const from = step.from === undefined ? context : images.get(step.from).root;
  const put = (text) => expand(text, { ...image.args, ...image.env }, fail);
  const to = put(step.to);
  const target = join(image.root, posix.resolve(image.workdir, to));
  for (const source of step.sources.map(put)) {
    const path = join(from, posix.resolve('/', source));
    if (!existsSync(path)) fail(`there is no ${source} to copy`);
    const isFolder = statSync(path).isDirectory();
    const isInto = isFolder || to.endsWith('/') || to === '.';
    mkdirSync(isInto ? target : join(target, '..'), { recursive: true });
    insist(await run('cp', ['-a', isFolder ? `${path}/.` : path, target]), 'COPY');
  }
}

/** As with an engine, a step reaches the network, and the registry that this machine is set up for; nothing of that stays. */
async function runIn(image, step, { outside }) {
  const own = ['proc', 'run'].map((name) => join(image.root, name));
  await mount('-t', 'proc', 'proc', own[0]);
  await mount('-t', 'tmpfs', 'tmpfs', own[1]);
  try {
    if (outside.authorities !== undefined)
      writeFileSync(join(own[1], 'authorities.crt'), outside.authorities);
    const command = step.command;
    const [program, ...args] = chrootCommand(image.root, {
      image,
      command,
      env: { ...image.args, ...outside.env },
    });
    insist(await run(program, args), `line ${step.line}: ${step.source}`);
  } finally {
    await unmount(...own);
  }
}

async function readOutside() {
  const setting = async (name) => {
    const { code, output } = await npm(['config', 'get', name, '--loglevel=error']);
    const value = output.trim().split('\n').at(-1);
    return code === 0 && !['', 'null', 'undefined'].includes(value) ? value : undefined;
  };
  const registry = await setting('registry');
  const file = (await setting('cafile')) ?? process.env.NODE_EXTRA_CA_CERTS;
  const env = registry === undefined ? {} : { npm_config_registry: registry };
  if (file === undefined) return { env };
  const path = '/run/authorities.crt';
  return {
    authorities: readFileSync(file),
    env: { ...env, npm_config_cafile: path, NODE_EXTRA_CA_CERTS: path },
  };
}

const failAt = (step) => (problem) => {
  throw new BadDockerfile(step.line, problem);
};

const mapValues = (values, change) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
