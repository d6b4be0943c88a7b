import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashToken } from '@hookline/store';
import { fakeVendor, freePort, startProgram, waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { callStep, openWorkerHouse, type WorkerHouse } from '../run/worker-house.given.js';

const folder = new URL('../../../../docker/observability/', import.meta.url);
const fileOf = (name: string): string => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');

type Panel = { title: string; targets: { expr: string }[] };
type Rule = {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
};

const dashboard = JSON.parse(fileOf('grafana-dashboard.json')) as { panels: Panel[] };
const rules = (parse(fileOf('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);

let house: WorkerHouse;
let page = '';

beforeAll(async () => {
  house = await openWorkerHouse();
  const vendor = await fakeVendor();
  const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
  await house.leads(flow, 3);
  const [workerPort, apiPort] = [await freePort(), await freePort()];
  await house.start({ WORKER_PORT: String(workerPort), HOST: '127.0.0.1' });
  const env = {
    DATABASE_URL: house.databaseUrl,
    DATA_DIR: house.dataDir,
    PORT: String(apiPort),
    HOST: '127.0.0.1',
  };
  const api = await startProgram({ app: 'api', env });
  const token = 'a-sender-that-everybody-knows';
  await house.pool.query(
    'INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ($1, $2, $3, $4)',
    [hashToken(token), token, flow.scope.workspaceId, flow.flowId],
  );
  for (const address of [token, 'nobody'])
    await fetch(`http://127.0.0.1:${apiPort}/hooks/${address}`, { method: 'POST' });
  await waitFor(async () => (await house.succeeded()) === 4, { what: 'four runs are done' });
  const pages = [workerPort, apiPort].map(async (port) =>
    (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
  );
  page = (await Promise.all(pages)).join('\n');
  await api.stop();
  await vendor.stop();
}, 120_000);
afterAll(() => house.close());

/** The series that stand on the page, with their labels. */
const series = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const [, name = '', type] of page.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const names = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    for (const end of names) found.set(`${name}${end}`, new Set());
  }
  for (const [, name = '', labels = ''] of page.matchAll(/^(\w+)\{(.*)\} /gm))
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) found.get(name)?.add(label);
  return found;
};

const namesIn = (expr: string): string[] => expr.match(/\bhookline_\w+/g) ?? [];
const panels = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr] as const),
);
const alerts = rules.map(({ alert, expr }) => [alert, expr] as const);
const exprs = [...panels, ...alerts];
const namesOf = (some: typeof exprs) => new Set(some.flatMap(([, expr]) => namesIn(expr)));

describe('the dashboard and the alerts', () => {
  it('name metrics that the api or a worker really has', () => {
    const known = series();
    const unknown = exprs.flatMap(([title, expr]) =>
      namesIn(expr)
        .filter((name) => !known.has(name))
        .map((name) => `${title}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(exprs.every(([, expr]) => namesIn(expr).length > 0)).toBe(true);
  });

  it('ask for labels that these metrics really have', () => {
    const known = series();
    const asked = exprs.flatMap(([title, expr]) =>
      [...expr.matchAll(/(hookline_\w+)\{(\w+)=/g)].map(([, name = '', label = '']) => ({
        title,
        name,
        label,
      })),
    );
    expect(asked.length).toBeGreaterThan(3);
    // A counter that has counted nothing yet shows no labels.
    const wrong = asked.filter(({ name, label }) => {
      const labels = known.get(name);
      return labels !== undefined && labels.size > 0 && !labels.has(label);
    });
    expect(wrong).toEqual([]);
  });

  it('sum by labels that these metrics really have', () => {
    const known = series();
    const ofPrometheus = new Set(['instance']);
    const wrong = exprs.flatMap(([title, expr]) =>
      [...expr.matchAll(/by \(([\w, ]+)\) \([^)]*?(hookline_\w+)/g)].flatMap(
        ([, by = '', name = '']) => {
          const labels = known.get(name) ?? new Set();
          const missing = by
            .split(', ')
            .filter((label) => !labels.has(label) && !ofPrometheus.has(label));
          // A counter that has counted nothing yet shows no labels.
          return labels.size === 0 ? [] : missing.map((label) => `${title}: ${name} by ${label}`);
        },
      ),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['what was accepted', 'hookline_events_total'],
    ['what senders heard', 'hookline_hook_answers_total'],
    ['the states of runs', 'hookline_open_runs'],
    ['the states of runs', 'hookline_runs_moved_total'],
    ['the age of the queue', 'hookline_queue_age_seconds'],
    ['the time of a claim', 'hookline_claim_seconds_bucket'],
    ['the time of an effect by connector', 'hookline_effect_seconds_bucket'],
    ['the pool of an api', 'hookline_pool_connections'],
    ['the pool of a worker', 'hookline_worker_pool_connections'],
    ['the event loop of an api', 'hookline_nodejs_eventloop_lag_p99_seconds'],
    ['the event loop of a worker', 'hookline_worker_nodejs_eventloop_lag_p99_seconds'],
    ['the balance', 'hookline_balance_faults'],
  ])('have %s on a panel: %s', (_, name) => {
    expect([...namesOf(panels)]).toContain(name);
  });

  it.each([
    ['the age of the queue', 'hookline_queue_age_seconds'],
    ['the states of runs', 'hookline_open_runs'],
    ['the time of a claim', 'hookline_claim_seconds_bucket'],
    ['the pool of an api', 'hookline_pool_connections'],
    ['the pool of a worker', 'hookline_worker_pool_connections'],
    ['the event loop of an api', 'hookline_nodejs_eventloop_lag_p99_seconds'],
    ['the event loop of a worker', 'hookline_worker_nodejs_eventloop_lag_p99_seconds'],
    ['the balance', 'hookline_balance_faults'],
  ])('wake somebody for %s: %s', (_, name) => {
    expect([...namesOf(alerts)]).toContain(name);
  });

  it('say what is wrong and what to do', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.alert).toMatch(/^Hookline\w+$/);
      expect(rule.for).toMatch(/^\d+m$/);
      expect(['warning', 'critical']).toContain(rule.labels.severity);
      expect(rule.annotations.summary.length).toBeGreaterThan(10);
      expect(rule.annotations.description.length).toBeGreaterThan(10);
    }
  });
});

describe('what a worker shows of the house', () => {
  it('is the time of its effects by app, and of its claims', () => {
    expect(page).toMatch(/hookline_effect_seconds_count\{app="http",outcome="done"\} 4/);
    expect(page).toMatch(/hookline_claim_seconds_count [1-9]/);
  });

  it('is what is open in each state, and how old the queue is', () => {
    for (const state of ['queued', 'running', 'waiting', 'needs_attention'])
      expect(page).toContain(`hookline_open_runs{state="${state}"} 0`);
    expect(page).toMatch(/^hookline_queue_age_seconds 0$/m);
    expect(page).toMatch(/^hookline_restored 0$/m);
    expect(page).toMatch(/^hookline_history_overdue_parts 0$/m);
    expect(page).toMatch(/^hookline_worker_pool_connections\{state="wanted"\} \d+$/m);
  });
});

it('an api shows what it has accepted', () => {
  expect(page).toMatch(/^hookline_events_total\{state="accepted"\} 1$/m);
});
