import { describe, expect, it } from 'vitest';
import { look, lookTexts, nameOf, ofKind } from './lib/chart/look.js';
import { readDocuments, renderChart } from './lib/chart/render-chart.js';

const on = { enabled: true };
const off = { enabled: false };
const installations = [
  { title: 'as it comes', values: {} },
  {
    title: 'with everything',
    values: { ingress: on, autoscaling: on, metrics: on, networkPolicy: on },
  },
  {
    title: 'with nothing that may be left out',
    values: { ingress: off, autoscaling: off, metrics: off, networkPolicy: off },
  },
];

/** The only form in which each of our kinds is served by every Kubernetes that the chart allows. */
const versions: Record<string, string> = {
  ConfigMap: 'v1',
  Service: 'v1',
  Deployment: 'apps/v1',
  Job: 'batch/v1',
  PodDisruptionBudget: 'policy/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  ScaledObject: 'keda.sh/v1alpha1',
  PodMonitor: 'monitoring.coreos.com/v1',
};

describe.each(installations)('the manifests of the chart, $title,', ({ values }) => {
  const all = renderChart(values);
  const workloads = ofKind(all, 'Deployment', 'Job');
  const podOf = (workload: unknown): unknown => look(workload, 'spec.template')[0];
  const containersOf = (workload: unknown): unknown[] => [
    ...look(podOf(workload), 'spec.containers.*'),
    ...look(podOf(workload), 'spec.initContainers.*'),
  ];
  const portsOf = (workload: unknown): string[] => [
    ...lookTexts(workload, 'spec.template.spec.containers.*.ports.*.name'),
    ...lookTexts(workload, 'spec.template.spec.containers.*.ports.*.containerPort'),
  ];
  /** The workloads whose pods a selector finds. */
  const found = (selector: unknown): unknown[] => {
    const wanted = Object.entries(Object(selector));
    expect(wanted.length).toBeGreaterThan(0);
    return workloads.filter((workload) => {
      const labels = Object.entries(Object(look(podOf(workload), 'metadata.labels')[0]));
      return wanted.every(([name, value]) => labels.some(([n, v]) => n === name && v === value));
    });
  };
  const selected = (resource: unknown, path: string): unknown => {
    const pods = found(look(resource, path)[0]);
    expect([nameOf(resource), pods.map(nameOf)]).toEqual([nameOf(resource), [expect.any(String)]]);
    return pods[0];
  };

  it('are each of a known kind and version, under a name of their own', () => {
    for (const resource of all) {
      const [kind = ''] = lookTexts(resource, 'kind');
      expect([nameOf(resource), look(resource, 'apiVersion')]).toEqual([
        nameOf(resource),
        [versions[kind]],
      ]);
      expect(lookTexts(resource, 'metadata.name')[0]).toMatch(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      );
    }
    expect(new Set(all.map(nameOf)).size).toBe(all.length);
  });

  it('select pods that there are, each those of one workload', () => {
    for (const deployment of ofKind(all, 'Deployment'))
      expect(nameOf(selected(deployment, 'spec.selector.matchLabels'))).toBe(nameOf(deployment));
    selected(ofKind(all, 'Service')[0], 'spec.selector');
    for (const guard of ofKind(all, 'PodDisruptionBudget', 'PodMonitor')) {
      const workload = selected(guard, 'spec.selector.matchLabels');
      expect(nameOf(workload)).toBe(`Deployment ${lookTexts(guard, 'metadata.name').join()}`);
    }
    const policies = ofKind(all, 'NetworkPolicy');
    const guarded = policies.map((policy) =>
      nameOf(selected(policy, 'spec.podSelector.matchLabels')),
    );
    if (policies.length > 0) expect(guarded.sort()).toEqual(workloads.map(nameOf).sort());
    for (const spread of workloads.flatMap((one) =>
      look(podOf(one), 'spec.topologySpreadConstraints.*.labelSelector.matchLabels'),
    ))
      expect(found(spread)).toHaveLength(1);
  });

  it('name ports that the containers have', () => {
    for (const workload of ofKind(all, 'Deployment')) {
      const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((probe) =>
        lookTexts(workload, `spec.template.spec.containers.*.${probe}.httpGet.port`),
      );
      expect(probes).toHaveLength(3);
      for (const port of probes) expect(portsOf(workload)).toContain(port);
      const env = look(workload, 'spec.template.spec.containers.*.env.*');
      const given = env.filter((entry) => /^(WORKER_)?PORT$/.test(lookTexts(entry, 'name').join()));
      expect(lookTexts(given, '*.value')).toEqual(
        lookTexts(workload, 'spec.template.spec.containers.*.ports.*.containerPort'),
      );
    }
    for (const [kind, selector, port] of [
      ['Service', 'spec.selector', 'spec.ports.*.targetPort'],
      ['PodMonitor', 'spec.selector.matchLabels', 'spec.podMetricsEndpoints.*.port'],
      ['NetworkPolicy', 'spec.podSelector.matchLabels', 'spec.ingress.*.ports.*.port'],
    ] as const)
      for (const resource of ofKind(all, kind))
        for (const name of lookTexts(resource, port))
          expect(portsOf(selected(resource, selector))).toContain(name);
    const services = ofKind(all, 'Service');
    for (const backend of look(
      ofKind(all, 'Ingress'),
      '*.spec.rules.*.http.paths.*.backend.service',
    )) {
      const service = services.find(
        (one) => lookTexts(one, 'metadata.name')[0] === lookTexts(backend, 'name')[0],
      );
      expect(lookTexts(service, 'spec.ports.*.name')).toContain(lookTexts(backend, 'port.name')[0]);
    }
  });

  it('mount what they declare, and declare what they mount', () => {
    for (const workload of workloads) {
      const volumes = lookTexts(podOf(workload), 'spec.volumes.*.name');
      const mounts = containersOf(workload).flatMap((one) => lookTexts(one, 'volumeMounts.*.name'));
      expect([...new Set(mounts)].sort()).toEqual([...volumes].sort());
      for (const container of containersOf(workload)) {
        const paths = lookTexts(container, 'volumeMounts.*.mountPath');
        expect(new Set(paths).size).toBe(paths.length);
        const names = lookTexts(container, 'env.*.name');
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it('take settings from a map that is there, and secrets from the one that is asked for', () => {
    const maps = lookTexts(ofKind(all, 'ConfigMap'), '*.metadata.name');
    const taken = workloads.flatMap((one) =>
      containersOf(one).flatMap((container) => lookTexts(container, 'envFrom.*.configMapRef.name')),
    );
    expect(taken).toHaveLength(2);
    for (const name of taken) expect(maps).toContain(name);
    const secrets = workloads.flatMap((one) => [
      ...lookTexts(podOf(one), 'spec.containers.*.env.*.valueFrom.secretKeyRef.name'),
      ...lookTexts(podOf(one), 'spec.volumes.*.secret.secretName'),
    ]);
    expect(new Set(secrets)).toEqual(new Set(['hookline']));
  });

  it('let a pod go at any time, and scale what there is', () => {
    const deployments = ofKind(all, 'Deployment');
    for (const budget of ofKind(all, 'PodDisruptionBudget')) {
      const replicas = look(selected(budget, 'spec.selector.matchLabels'), 'spec.replicas')[0] ?? 2;
      const kept = look(budget, 'spec.minAvailable')[0] ?? 0;
      expect(Number(replicas)).toBeGreaterThan(Number(kept));
      expect(look(budget, 'spec.maxUnavailable')).not.toEqual([0]);
    }
    for (const scaled of ofKind(all, 'ScaledObject')) {
      const target = lookTexts(scaled, 'spec.scaleTargetRef.name')[0];
      expect(lookTexts(deployments, '*.metadata.name')).toContain(target);
      const [least, most] = [
        look(scaled, 'spec.minReplicaCount'),
        look(scaled, 'spec.maxReplicaCount'),
      ];
      expect(Number(least)).toBeLessThanOrEqual(Number(most));
    }
  });
});

describe('a manifest', () => {
  it('with a name given twice, or values that the chart does not have, is refused', () => {
    expect(() => readDocuments('kind: Job\nkind: Job\n')).toThrow('unique');
    expect(() => renderChart({ networkPolicy: { enabled: true, peers: 'none' } })).toThrow(
      'no value',
    );
  });
});
