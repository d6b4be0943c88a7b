import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const chart = join(root, 'docker/helm');
const read = (file: string): string => readFileSync(file, 'utf8');
const hasHelm = spawnSync('helm', ['version']).status === 0;

type Tree = { [key: string]: Tree };
type Resource = Tree & { kind: string; metadata: { name: string } };

const values = parse(read(join(chart, 'values.yaml'))) as Tree;
const everything = { ingress: true, autoscaling: true, metrics: true, networkPolicy: true };
const nothing = { ingress: false, autoscaling: false, metrics: false, networkPolicy: false };

const valueAt = (path: string, from: Tree): unknown =>
  path.split('.').reduce<unknown>((tree, name) => {
    if (typeof tree !== 'object' || tree === null || !(name in tree))
      throw new Error(`values.yaml has no ${path}`);
    return (tree as Tree)[name];
  }, from);

/** What these templates use of Helm's language, and nothing more: anything else fails. */
function render(template: string, given: Tree): string {
  const kept: string[] = [];
  const open: boolean[] = [];
  for (const line of template.split('\n')) {
    const condition = /^ *\{\{- if (not )?\.Values\.([\w.]+) \}\}$/.exec(line);
    if (condition) open.push(Boolean(valueAt(condition[2] ?? '', given)) !== Boolean(condition[1]));
    else if (/^ *\{\{- end \}\}$/.test(line)) open.pop();
    else if (!open.includes(false)) kept.push(line);
  }
  if (open.length > 0) throw new Error('an if has no end');
  return kept
    .join('\n')
    .replace(/^ *\{\{- toYaml \.Values\.([\w.]+) \| nindent (\d+) \}\}$/gm, (_all, path, depth) =>
      stringify(valueAt(path, given))
        .trimEnd()
        .replace(/^/gm, ' '.repeat(Number(depth))),
    )
    .replace(/\{\{ toYaml \.Values\.([\w.]+) \| sha256sum \}\}/g, (_all, path) =>
      createHash('sha256')
        .update(stringify(valueAt(path, given)))
        .digest('hex'),
    )
    .replace(/\{\{ \.Release\.Name \}\}/g, 'leads')
    .replace(/\{\{ \.Values\.([\w.]+) \}\}/g, (_all, path) => String(valueAt(path, given)));
}

function rendered(parts: Record<string, boolean>): Resource[] {
  const given = structuredClone(values);
  for (const [part, enabled] of Object.entries(parts))
    (given[part] as unknown as { enabled: boolean }).enabled = enabled;
  const folder = join(chart, 'templates');
  const texts = readdirSync(folder).map((file) => render(read(join(folder, file)), given));
  return texts.flatMap((text) => documentsOf(text));
}

function documentsOf(text: string): Resource[] {
  expect(text).not.toContain('{{');
  return parseAllDocuments(text, { merge: true }).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const resource = document.toJSON() as Resource | null;
    return resource === null ? [] : [resource];
  });
}

const byHelm = (parts: Record<string, boolean>): Resource[] => {
  const sets = Object.entries(parts).flatMap(([part, on]) => ['--set', `${part}.enabled=${on}`]);
  return documentsOf(execFileSync('helm', ['template', 'leads', chart, ...sets]).toString());
};

const all = hasHelm ? byHelm(everything) : rendered(everything);
const podOf = (resource: Resource) =>
  (resource as unknown as { spec: { template: Pod } }).spec.template;
type Container = {
  name: string;
  image: string;
  env?: { name: string }[];
  ports?: { name: string; containerPort: number }[];
  volumeMounts: { name: string; mountPath: string }[];
  securityContext: { readOnlyRootFilesystem: boolean; allowPrivilegeEscalation: boolean };
  resources: { requests: object; limits: { memory: string } };
  [probe: string]: unknown;
};
type Pod = {
  metadata: { labels: Record<string, string> };
  spec: {
    containers: Container[];
    initContainers?: Container[];
    volumes: { name: string }[];
    securityContext: { runAsNonRoot: boolean };
    automountServiceAccountToken: boolean;
  };
};
const workloads = all.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
const servers = all.filter(({ kind }) => kind === 'Deployment');
const labelsOf = (resource: Resource): Record<string, string> => podOf(resource).metadata.labels;

describe('the Helm chart', () => {
  it('has each thing once: two servers, a migration, and what guards them', () => {
    const names = all.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
    expect(names).toEqual([
      'ConfigMap leads-settings',
      'Deployment leads-api',
      'Deployment leads-worker',
      'Ingress leads',
      'Job leads-migrate',
      'NetworkPolicy leads-api',
      'NetworkPolicy leads-worker',
      'PodDisruptionBudget leads-api',
      'PodDisruptionBudget leads-worker',
      'PodMonitor leads-api',
      'PodMonitor leads-worker',
      'ScaledObject leads-worker',
      'Service leads',
    ]);
    const few = (hasHelm ? byHelm(nothing) : rendered(nothing)).map(({ kind }) => kind);
    for (const kind of ['Ingress', 'ScaledObject', 'PodMonitor', 'NetworkPolicy'])
      expect(few).not.toContain(kind);
  });

  it('runs as no root, on a disk that it cannot write, within limits', () => {
    for (const workload of workloads) {
      const { spec } = podOf(workload);
      expect(spec.securityContext.runAsNonRoot).toBe(true);
      expect(spec.automountServiceAccountToken).toBe(false);
      for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
        expect(container.securityContext).toMatchObject({
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
        });
        expect(container.resources.limits.memory).toMatch(/^\d+[MG]i$/);
        const volumes = spec.volumes.map(({ name }) => name);
        for (const { name } of container.volumeMounts) expect(volumes).toContain(name);
      }
    }
  });

  it('selects pods that exist, everywhere', () => {
    const selectors = JSON.stringify(all).match(/"(?:matchLabels|selector)":\{"app[^}]*\}/g) ?? [];
    expect(selectors.length).toBeGreaterThanOrEqual(9);
    const labels = servers.map((server) => JSON.stringify(labelsOf(server)));
    for (const selector of selectors)
      expect(labels).toContain(selector.slice(selector.indexOf('{')));
  });

  it('asks paths and ports that the programs serve, whichever way', () => {
    for (const server of servers) {
      const [container] = podOf(server).spec.containers;
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
        expect(container?.[probe]).toMatchObject({
          httpGet: { path: expect.stringMatching(/^\/health\/(live|ready)$/), port: 'http' },
        });
      expect(container?.readinessProbe).toMatchObject({ httpGet: { path: '/health/ready' } });
      expect(container?.ports?.map(({ name }) => name)).toEqual(['http']);
    }
  });

  it('sets only settings that there are, and holds no secret', () => {
    const example = read(join(root, '.env.example'));
    const known = new Set([...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name));
    const set = [
      ...Object.keys(values.settings ?? {}),
      ...servers
        .flatMap((server) => podOf(server).spec.containers[0]?.env ?? [])
        .map((e) => e.name),
    ];
    expect(set.length).toBeGreaterThan(8);
    for (const name of set) expect([name, known.has(name)]).toEqual([name, true]);
    expect(all.some(({ kind }) => kind === 'Secret')).toBe(false);
  });

  it('scales by a metric that the dashboard shows, and points at the workers', () => {
    const scaled = JSON.stringify(all.find(({ kind }) => kind === 'ScaledObject'));
    const dashboard = read(join(root, 'docker/observability/grafana-dashboard.json'));
    const metrics = scaled.match(/hookline_\w+/g) ?? [];
    expect(metrics).toContain('hookline_queue_age_seconds');
    for (const metric of metrics) expect(dashboard).toContain(metric);
    expect(scaled).toContain('"scaleTargetRef":{"name":"leads-worker"}');
    const few = hasHelm ? byHelm(everything) : all;
    const worker = few.find(
      ({ metadata, kind }) => kind === 'Deployment' && metadata.name === 'leads-worker',
    );
    expect(worker?.spec).not.toHaveProperty('replicas');
  });

  it('lets the api out to nobody but the database and Redis', () => {
    const policy = all.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'leads-api',
    );
    const egress = (policy?.spec as unknown as { egress: { ports: { port: number }[] }[] }).egress;
    expect(egress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([
      53, 53, 5432, 6379,
    ]);
  });

  it.runIf(hasHelm)('is accepted by helm lint', () => {
    execFileSync('helm', ['lint', '--strict', chart]);
  });
});
