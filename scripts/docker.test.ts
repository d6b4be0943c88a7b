import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programFlags } from '../apps/bench/src/product/program-flags.js';
import { describePrograms } from '../apps/cli/src/supervise/describe-programs.js';
import { readConfig } from '../libs/platform/src/config/read-config.js';
import { programs } from './lib/bundle.mjs';
import { parseDockerfile } from './lib/images/parse-dockerfile.mjs';
import { readIgnored } from './lib/images/read-context.mjs';
import { roles } from './lib/images/roles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const isThere = (path: string): boolean => existsSync(join(root, path));

type Step = { kind: string; [part: string]: unknown };
type Stage = { name: string; base: string; parent?: string; steps: Step[] };

const stages: Stage[] = parseDockerfile(read('docker/Dockerfile'));
const stepsOf = (name: string, kind: string): Step[] => {
  const stage = stages.find((one) => one.name === name);
  const above = stage?.parent === undefined ? [] : stepsOf(stage.parent, kind);
  return [...above, ...(stage?.steps ?? []).filter((step) => step.kind === kind)];
};
const commandOf = (role: string, kind = 'CMD'): string[] => {
  const command = stepsOf(role, kind).at(-1)?.command;
  return Array.isArray(command) ? command.map(String) : [];
};

describe('the Dockerfile', () => {
  it('builds everything on Node 24, the images for all roles, and the api where none is asked for', () => {
    const bases = stages.filter(({ parent }) => parent === undefined).map(({ base }) => base);
    expect(bases).toEqual(['node:24-bookworm-slim']);
    for (const role of roles) expect(commandOf(role)).toContain('node');
    expect(stages.at(-1)?.name).toBe('api');
  });

  it('copies what exists and is not ignored', () => {
    const isIgnored = readIgnored(read('.dockerignore'));
    const scripts = stages.flatMap(({ steps }) =>
      steps.filter(({ kind }) => kind === 'RUN').map(({ source }) => String(source)),
    );
    const listed =
      /cp --parents (.+) \/manifests/.exec(scripts.join('\n'))?.[1]?.split(/\s+/) ?? [];
    expect(listed.length).toBeGreaterThan(3);
    for (const path of listed) {
      expect(isThere(path.replace(/\*.*$/, ''))).toBe(true);
      expect(isIgnored(path)).toBe(false);
    }
    const workspaces = scripts.flatMap(
      (script) => script.match(/--workspace=@hookline\/\w+/g) ?? [],
    );
    for (const workspace of workspaces)
      expect(isThere(`apps/${workspace.split('/')[1]}/package.json`)).toBe(true);
    for (const path of [
      '.env',
      'docker/.env',
      'data/x',
      'apps/api/dist/main.js',
      'a/node_modules/b',
    ])
      expect([path, isIgnored(path)]).toEqual([path, true]);
  });

  it('starts only programs that the build makes, as no root', () => {
    const built = programs.map(({ app, entry }) => `apps/${app}/dist/bundle/${entry}`);
    const started = roles.map((role) => commandOf(role).find((word) => word.endsWith('.js')));
    expect(started).toEqual([
      'apps/cli/dist/bundle/main.js',
      'apps/api/dist/bundle/main.js',
      'apps/worker/dist/bundle/main.js',
    ]);
    for (const program of started) expect(built).toContain(program);
    for (const { app, entry } of programs)
      expect(isThere(`apps/${app}/src/${entry.replace(/\.js$/, '.ts')}`)).toBe(true);
    for (const role of roles) expect(stepsOf(role, 'USER').at(-1)).toMatchObject({ user: 'node' });
  });

  it('watches both servers at the port that they are told', () => {
    for (const [role, port] of [
      ['api', 'PORT'],
      ['worker', 'WORKER_PORT'],
    ] as const) {
      expect(commandOf(role, 'HEALTHCHECK').join(' ')).toContain(
        `process.env.${port} + '/health/ready'`,
      );
      const names = stepsOf(role, 'ENV').flatMap(({ values }) => Object.keys(Object(values)));
      expect(names).toContain(port);
    }
  });

  it('starts them with the flags of Node that the supervisor gives, and the bench measures', () => {
    const place = { port: 3000, databaseUrl: '', clusterDir: '' };
    const { children } = describePrograms(readConfig({}), '', place);
    const flags = (args: readonly string[]) => args.filter((arg) => arg.startsWith('--'));
    const supervised = children.map(({ args }) => flags(args));

    expect(supervised).toHaveLength(2);
    expect([flags(commandOf('api')), flags(commandOf('worker'))]).toEqual(supervised);
    expect([programFlags.api, programFlags.worker]).toEqual(supervised);
  });
});
