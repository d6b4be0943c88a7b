import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variables } from '../libs/platform/src/config/variables.js';
import { look, lookTexts, nameOf, ofKind } from './lib/chart/look.js';
import { chartFolder, readDocuments, readValues, renderChart } from './lib/chart/render-chart.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const hasHelm = spawnSync('helm', ['version']).status === 0;

const parts = ['ingress', 'autoscaling', 'metrics', 'networkPolicy'];
const everything = Object.fromEntries(parts.map((part) => [part, { enabled: true }]));
const nothing = Object.fromEntries(parts.map((part) => [part, { enabled: false }]));

const all = renderChart(everything);
const get = (name: string): unknown => all.find((resource) => nameOf(resource) === name);
const workloads = ofKind(all, 'Deployment', 'Job');
const servers = ofKind(all, 'Deployment');
const api = get('Deployment leads-api');
const worker = get('Deployment leads-worker');
const migrate = get('Job leads-migrate');
const mainContainer = 'spec.template.spec.containers.0';

describe('the Helm chart', () => {
  it('has each thing once: two servers, a migration, and what guards them', () => {
    expect(all.map(nameOf).sort()).toEqual([
      'ConfigMap leads-settings',
      'Deployment leads-api',
      'Deployment leads-worker',
      'Ingress leads',
      'Job leads-migrate',
      'NetworkPolicy leads-api',
      'NetworkPolicy leads-migrate',
      'NetworkPolicy leads-worker',
      'PodDisruptionBudget leads-api',
      'PodDisruptionBudget leads-worker',
      'PodMonitor leads-api',
      'PodMonitor leads-worker',
      'ScaledObject leads-worker',
      'Service leads',
    ]);
    const few = renderChart(nothing);
    expect(ofKind(few, 'Ingress', 'ScaledObject', 'PodMonitor', 'NetworkPolicy')).toEqual([]);
  });

  it('runs as no root, on a disk that it cannot write, within limits', () => {
    for (const workload of workloads) {
      const spec = look(workload, 'spec.template.spec')[0];
      expect(spec).toMatchObject({
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        automountServiceAccountToken: false,
      });
      const containers = [...look(spec, 'containers.*'), ...look(spec, 'initContainers.*')];
      for (const container of containers)
        expect(container).toMatchObject({
          securityContext: {
            readOnlyRootFilesystem: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
          resources: { limits: { memory: expect.stringMatching(/^\d+[MG]i$/) } },
        });
    }
  });

  it('asks all three pages of health of both servers', () => {
    for (const server of servers)
      for (const [probe, path] of [
        ['startupProbe', '/health/live'],
        ['livenessProbe', '/health/live'],
        ['readinessProbe', '/health/ready'],
      ])
        expect(look(server, `${mainContainer}.${probe}.httpGet`)).toEqual([{ path, port: 'http' }]);
  });

  it('sets only settings that there are', () => {
    const known = Object.keys(variables.shape);
    const set = workloads.flatMap((workload) => lookTexts(workload, `${mainContainer}.env.*.name`));
    const names = [...Object.keys(look(readValues(), 'settings')[0] ?? {}), ...set];
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('scales by a metric that the dashboard shows, and only then leaves their number alone', () => {
    const dashboard = readFileSync(
      join(root, 'docker/observability/grafana-dashboard.json'),
      'utf8',
    );
    const metrics = JSON.stringify(get('ScaledObject leads-worker')).match(/hookline_\w+/g) ?? [];
    expect(metrics).toContain('hookline_queue_age_seconds');
    for (const metric of metrics) expect(dashboard).toContain(metric);
    expect(look(worker, 'spec.replicas')).toEqual([]);
    const fixed = renderChart().find((one) => nameOf(one) === 'Deployment leads-worker');
    expect(look(fixed, 'spec.replicas')).toEqual([2]);
  });

  it.runIf(hasHelm)('is accepted by helm, which renders it as we do', () => {
    execFileSync('helm', ['lint', '--strict', chartFolder]);
    const sets = parts.flatMap((part) => ['--set', `${part}.enabled=true`]);
    const text = execFileSync('helm', ['template', 'leads', chartFolder, ...sets]).toString();
    const byName = (one: unknown, other: unknown) => (nameOf(one) < nameOf(other) ? -1 : 1);
    expect(readDocuments(text).sort(byName)).toMatchObject([...all].sort(byName).map(withoutSums));
  });
});

/** What is summed is written differently by each, and says the same. */
const withoutSums = (resource: unknown): unknown =>
  JSON.parse(
    JSON.stringify(resource, (key, value) => (key === 'checksum/settings' ? undefined : value)),
  );

describe('the secrets of the Helm chart', () => {
  const secretsOf = (workload: unknown): unknown[] =>
    look(workload, `${mainContainer}.env.*`).filter(
      (entry) => look(entry, 'valueFrom.secretKeyRef').length > 0,
    );
  const secret = (name: string, option: object) => ({
    name,
    valueFrom: { secretKeyRef: { name: 'hookline', key: name, ...option } },
  });
  const needed = secret('DATABASE_URL', {});
  const optional = (name: string) => secret(name, { optional: true });

  it('are asked for one by one, each where it is used; but one each may be absent', () => {
    const traces = optional('OTEL_EXPORTER_OTLP_HEADERS');
    const direct = optional('DATABASE_DIRECT_URL');
    const redis = optional('REDIS_URL');
    expect(secretsOf(api)).toEqual([needed, direct, optional('DATABASE_READ_URL'), redis, traces]);
    expect(secretsOf(worker)).toEqual([needed, direct, redis, traces]);
    expect(secretsOf(migrate)).toEqual([needed, direct]);
    expect(ofKind(all, 'Secret')).toEqual([]);
  });

  const isSecret = (name: string): boolean =>
    /^(DATABASE|REDIS).*URL$|HEADERS$|PASSWORD|TOKEN|SECRET$|KEY$/.test(name);

  it('cannot be among the settings, which anybody may read', () => {
    const secrets = Object.keys(variables.shape).filter(isSecret);
    expect(secrets).toEqual([
      'DATABASE_URL',
      'DATABASE_DIRECT_URL',
      'DATABASE_READ_URL',
      'REDIS_URL',
      'OTEL_EXPORTER_OTLP_HEADERS',
    ]);
    for (const name of [...secrets, 'POSTGRES_PASSWORD', 'HOOKLINE_KEY'])
      expect(() => renderChart({ settings: { [name]: 'x' } })).toThrow(
        `settings.${name} is a secret`,
      );
    const endpoint = 'https://user:password@collector:4318';
    expect(() => renderChart({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })).toThrow(
      'OTEL_EXPORTER_OTLP_ENDPOINT is a secret',
    );
  });

  it('leave every other setting to the settings, as text', () => {
    const others = Object.keys(variables.shape).filter((name) => !isSecret(name));
    const settings = Object.fromEntries(others.map((name) => [name, '12']));
    const map = ofKind(renderChart({ settings }), 'ConfigMap')[0];
    expect(look(map, 'data')).toEqual([settings]);
    expect(() => renderChart({ settings: { DRAIN_SECS: 10 } })).toThrow('DRAIN_SECS must be text');
  });
});

describe('the migration of the Helm chart', () => {
  it('knows the settings before there is a ConfigMap', () => {
    expect(look(migrate, 'metadata.annotations')[0]).toMatchObject({
      'helm.sh/hook': 'pre-install,pre-upgrade',
    });
    expect(look(migrate, `${mainContainer}.envFrom`)).toEqual([]);
    const settings = { DATABASE_POOLING: 'transaction', LOG_LEVEL: 'a "b"' };
    const given = ofKind(renderChart({ settings }), 'Job')[0];
    const env = look(given, `${mainContainer}.env.*`);
    for (const [name, value] of Object.entries(settings))
      expect(env).toContainEqual({ name, value });
  });

  it('has its policy before it begins, and only as long', () => {
    const policy = get('NetworkPolicy leads-migrate');
    expect(look(policy, 'metadata.annotations')[0]).toMatchObject({
      'helm.sh/hook': 'pre-install,pre-upgrade',
      'helm.sh/hook-weight': '-5',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    });
  });
});

describe('the network policies of the Helm chart', () => {
  const names = [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ];
  const tcp = (...ports: number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));
  const egress = (resources: readonly unknown[], role: string): unknown =>
    look(
      resources.find((resource) => nameOf(resource) === `NetworkPolicy leads-${role}`),
      'spec.egress',
    )[0];

  it('let the api out to the database, its pooler, Redis and a collector, and to nobody else', () => {
    expect(egress(all, 'api')).toEqual([
      { ports: names },
      { to: [], ports: tcp(5432, 6432) },
      { to: [], ports: tcp(6379) },
      { to: [], ports: tcp(4318) },
    ]);
  });

  it('let the migration out to the database and its pooler, and nobody in', () => {
    expect(egress(all, 'migrate')).toEqual([{ ports: names }, { to: [], ports: tcp(5432, 6432) }]);
    const spec = look(get('NetworkPolicy leads-migrate'), 'spec')[0];
    expect(spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(spec).not.toHaveProperty('ingress');
  });

  it('let workers out everywhere, and in only to their own pages', () => {
    expect(egress(all, 'worker')).toEqual([{}]);
    expect(look(get('NetworkPolicy leads-worker'), 'spec.ingress')).toEqual([
      [{ ports: [{ port: 'http', protocol: 'TCP' }] }],
    ]);
  });

  it('take other ports, peers and further rules from the values', () => {
    const cidr = (address: string) => [{ ipBlock: { cidr: address } }];
    const further = { to: cidr('10.9.0.0/16'), ports: [{ port: 443, protocol: 'TCP' }] };
    const peers = {
      database: cidr('10.0.0.5/32'),
      redis: cidr('10.0.0.6/32'),
      collector: [{ podSelector: { matchLabels: { app: 'collector' } } }],
    };
    const ports = { databasePort: 5433, poolerPort: 6433, redisPort: 6380, collectorPort: 443 };
    const networkPolicy = { ...ports, peers, extraEgress: [further] };
    const given = renderChart({ networkPolicy });
    const database = { to: peers.database, ports: tcp(5433, 6433) };
    expect(egress(given, 'api')).toEqual([
      { ports: names },
      database,
      { to: peers.redis, ports: tcp(6380) },
      { to: peers.collector, ports: tcp(443) },
      further,
    ]);
    expect(egress(given, 'migrate')).toEqual([{ ports: names }, database, further]);
  });
});
