import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variables } from '../libs/platform/src/config/variables.js';
import { look, lookTexts } from './lib/chart/look.js';
import { readDocuments } from './lib/chart/render-chart.js';
import { parseDockerfile } from './lib/images/parse-dockerfile.mjs';
import { roles } from './lib/images/roles.mjs';

const file = fileURLToPath(new URL('../docker/compose.yml', import.meta.url));
const text = readFileSync(file, 'utf8');
const [compose, ...others] = readDocuments(text);
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

const services = Object.entries(Object(look(compose, 'services')[0]));
const serviceOf = (name: string): unknown => services.find(([own]) => own === name)?.[1];
const namesAt = (path: string): string[] =>
  look(compose, path).flatMap((map) => Object.keys(Object(map)));

type Stage = { name: string; steps: { kind: string; [part: string]: unknown }[] };
const stages: Stage[] = parseDockerfile(readFileSync(join(dirname(file), 'Dockerfile'), 'utf8'));

/** All that we use of the language of compose files; a word that is not here is misspelt, or new. */
const words = new Set([
  ...['build', 'cap_drop', 'command', 'depends_on', 'environment', 'healthcheck', 'image', 'init'],
  ...['ports', 'read_only', 'restart', 'secrets', 'security_opt', 'shm_size', 'stop_grace_period'],
  ...['stop_signal', 'tmpfs', 'volumes'],
]);

/** Of a service that is built here, its stage in the Dockerfile says it. */
const hasHealthcheck = (service: unknown): boolean => {
  const target = lookTexts(service, 'build.target')[0];
  const steps = stages.find(({ name }) => name === target)?.steps ?? [];
  return (
    look(service, 'healthcheck.test').length > 0 || steps.some(({ kind }) => kind === 'HEALTHCHECK')
  );
};

describe('the compose file', () => {
  it('has the services of an installation, in words that compose knows', () => {
    expect(others).toEqual([]);
    expect(services.map(([name]) => name)).toEqual([
      'postgres',
      'redis',
      'migrate',
      'api',
      'worker',
    ]);
    for (const [name, service] of services)
      expect([name, Object.keys(Object(service)).filter((word) => !words.has(word))]).toEqual([
        name,
        [],
      ]);
    expect(Object.keys(Object(compose)).sort()).toEqual([
      'name',
      'secrets',
      'services',
      'volumes',
      'x-hookline',
    ]);
  });

  it('waits for services that there are, and only for what they tell', () => {
    const waits = services.flatMap(([, service]) =>
      Object.entries(Object(look(service, 'depends_on')[0])),
    );
    expect(waits).toHaveLength(7);
    for (const [name, wait] of waits) {
      const needed = serviceOf(name);
      const [condition] = lookTexts(wait, 'condition');
      if (condition === 'service_healthy')
        expect([name, hasHealthcheck(needed)]).toEqual([name, true]);
      else {
        expect(condition).toBe('service_completed_successfully');
        expect([name, look(needed, 'restart')]).toEqual([name, ['no']]);
      }
    }
    for (const name of ['postgres', 'redis', 'api', 'worker'])
      expect([name, hasHealthcheck(serviceOf(name))]).toEqual([name, true]);
    for (const role of ['api', 'worker'])
      expect(look(serviceOf(role), 'depends_on.migrate.condition')).toHaveLength(1);
  });

  it('builds each of ours from its stage', () => {
    for (const role of roles) {
      const [build] = look(serviceOf(role), 'build');
      const [context = '', dockerfile = ''] = [
        ...lookTexts(build, 'context'),
        ...lookTexts(build, 'dockerfile'),
      ];
      expect(existsSync(join(dirname(file), context, dockerfile))).toBe(true);
      expect(lookTexts(build, 'target')).toEqual([role]);
      expect(stages.map(({ name }) => name)).toContain(role);
      expect(look(serviceOf(role), 'image')).toEqual([`hookline-${role}`]);
    }
  });

  it('closes ours: no root disk to write, no rights, no more of them', () => {
    for (const role of roles)
      expect(serviceOf(role)).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        tmpfs: ['/tmp'],
      });
  });

  it('mounts volumes and secrets that it declares, and no others', () => {
    const mounted = services.flatMap(([, service]) =>
      lookTexts(service, 'volumes.*').map((volume) => volume.split(':')[0]),
    );
    expect([...new Set(mounted)].sort()).toEqual(namesAt('volumes').sort());
    const used = services.flatMap(([, service]) => lookTexts(service, 'secrets.*.source'));
    expect([...new Set(used)]).toEqual(namesAt('secrets'));
    for (const role of roles) {
      const [target] = lookTexts(serviceOf(role), 'secrets.*.target');
      expect(lookTexts(serviceOf(role), 'environment.SECRET_KEY_FILE')).toEqual([
        `/run/secrets/${target}`,
      ]);
    }
  });

  it('sets only settings that there are, and opens the port that the api listens on', () => {
    const known = Object.keys(variables.shape);
    for (const role of roles)
      for (const name of Object.keys(Object(look(serviceOf(role), 'environment')[0])))
        expect(known).toContain(name);
    const steps = stages.find(({ name }) => name === 'api')?.steps ?? [];
    const exposed = look(steps, '*.ports.*');
    expect(lookTexts(serviceOf('api'), 'ports.*')).toEqual([
      expect.stringMatching(
        new RegExp(`^\\$\\{PUBLISH:-127\\.0\\.0\\.1:\\d+\\}:${exposed.join()}$`),
      ),
    ]);
  });

  it('holds no secret and lets Redis drop nothing', () => {
    const secrets = look(compose, 'services.*.environment.POSTGRES_PASSWORD');
    const urls = lookTexts(compose, 'services.*.environment.DATABASE_URL');
    expect([...secrets, ...urls]).toHaveLength(4);
    for (const value of [...secrets, ...urls]) expect(value).toContain('${POSTGRES_PASSWORD:?');
    for (const url of urls) expect(url).toMatch(/@postgres:5432\//);
    expect(look(serviceOf('redis'), 'command')).toEqual([
      ['redis-server', '--maxmemory-policy', 'noeviction', '--appendonly', 'yes'],
    ]);
  });

  it.runIf(hasCompose)('is accepted by docker compose', () => {
    const env = { ...process.env, POSTGRES_PASSWORD: 'x', HOOKLINE_KEY: '1:x' };
    execFileSync('docker', ['compose', '-f', file, 'config', '--quiet'], { env });
  });
});
