import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programFlags } from '../apps/bench/src/product/program-flags.js';
import { describePrograms } from '../apps/cli/src/supervise/describe-programs.js';
import { readConfig } from '../libs/platform/src/config/read-config.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const dockerfile = read('docker/Dockerfile').replace(/\\\n\s*/g, ' ');
const compose = read('docker/compose.yml');
const lines = dockerfile.split('\n');
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const stages = all(dockerfile, /^FROM \S+ AS (\S+)$/gm);
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

describe('the Dockerfile', () => {
  it('has instructions only, each of a known kind', () => {
    const known =
      /^(#.*|(FROM|WORKDIR|ENV|COPY|RUN|USER|VOLUME|STOPSIGNAL|EXPOSE|HEALTHCHECK|CMD) .+|)$/;
    expect(lines.filter((line) => !known.test(line))).toEqual([]);
  });

  it('builds every stage on one that stands above it, from Node 24', () => {
    const seen: string[] = [];
    for (const [, base = '', name = ''] of dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)) {
      expect([...seen, 'node:24-bookworm-slim']).toContain(base);
      seen.push(name);
    }
    for (const from of all(dockerfile, /--from=(\S+)/g)) expect(stages).toContain(from);
  });

  it('copies what exists', () => {
    const copied = lines.flatMap(
      (line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? [],
    );
    const listed = /cp --parents (.+) \/manifests/.exec(dockerfile)?.[1]?.split(/\s+/) ?? [];
    expect(listed.length).toBeGreaterThan(3);
    for (const path of [...copied, ...listed])
      expect(existsSync(join(root, path.replace(/\*.*$/, '')))).toBe(true);
    for (const name of all(dockerfile, /--workspace=@hookline\/(\w+)/g)) {
      expect(existsSync(join(root, 'apps', name, 'package.json'))).toBe(true);
    }
  });

  it('starts only programs whose source exists, as no root, and watches both servers', () => {
    const programs = all(dockerfile, /"(apps\/\w+)\/dist\/(?:bundle\/)?main\.js"/g);
    expect(programs.sort()).toEqual(['apps/api', 'apps/cli', 'apps/worker']);
    for (const program of programs)
      expect(existsSync(join(root, program, 'src/main.ts'))).toBe(true);
    const runtime = dockerfile.slice(
      dockerfile.indexOf(' AS runtime'),
      dockerfile.indexOf(' AS migrate'),
    );
    expect(runtime).toMatch(/^USER node$/m);
    expect(all(dockerfile, /^(HEALTHCHECK) /gm)).toHaveLength(2);
    for (const json of all(dockerfile, /CMD (\[.*\])$/gm))
      expect(() => JSON.parse(json)).not.toThrow();
  });

  it('starts them with the flags of Node that the supervisor gives, and the bench measures', () => {
    const place = { port: 3000, databaseUrl: '', clusterDir: '' };
    const { children } = describePrograms(readConfig({}), '', place);
    const flags = (args: readonly string[]) => args.filter((arg) => arg.startsWith('--'));
    const commands = all(dockerfile, /^CMD (\[.*\])$/gm).map((json) => JSON.parse(json));
    const images = ['api', 'worker'].map((app) =>
      commands.find((command) => command.at(-1) === `apps/${app}/dist/bundle/main.js`),
    );
    const supervised = children.map(({ args }) => flags(args));

    expect(supervised).toHaveLength(2);
    expect(images.map(flags)).toEqual(supervised);
    expect([programFlags.api, programFlags.worker]).toEqual(supervised);
  });
});

describe('the compose file', () => {
  it('is indented by spaces, names services that exist and targets that the Dockerfile has', () => {
    expect(compose).not.toMatch(/\t/);
    const body = compose.slice(compose.indexOf('\nservices:'), compose.indexOf('\nsecrets:'));
    const services = all(body, /^ {2}(\w+):$/gm);
    expect(services).toEqual(['postgres', 'redis', 'migrate', 'api', 'worker']);
    for (const target of all(compose, /target: (api|worker|migrate) /g))
      expect(stages).toContain(target);
    for (const needed of all(body, /^ {6}(\w+): \{ condition/gm))
      expect(services).toContain(needed);
  });

  it('holds no secret and lets Redis drop nothing', () => {
    expect(compose).not.toMatch(/PASSWORD: (?!\$\{)/);
    expect(compose).toContain('--maxmemory-policy, noeviction, --appendonly');
  });

  it.runIf(hasCompose)('is accepted by docker compose', () => {
    const env = { ...process.env, POSTGRES_PASSWORD: 'x', HOOKLINE_KEY: '1:x' };
    const args = ['compose', '-f', join(root, 'docker/compose.yml'), 'config', '--quiet'];
    execFileSync('docker', args, { env });
  });
});
