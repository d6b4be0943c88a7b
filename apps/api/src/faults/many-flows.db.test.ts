import { freePort, waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenHouse, type House } from './house.given.js';
import { lookInside, type Inside } from './look-inside.given.js';

/** More than any part of a process keeps of them: what knows each flow by now has no bound. */
const flows = 11_000;
const bound = 10_000;
/** What comes and goes by itself: connections, the timers of what is under way, kinds of what the runtime does. */
const comesAndGoes = 60;
const atOnce = 48;

let house: House;
let hooks: readonly string[];
beforeAll(async () => {
  // Large enough for so many plans to be more than a worker keeps.
  const note = 'x'.repeat(1_000);
  house = await givenHouse({
    steps: () => [{ id: 'all', type: 'filter', when: { all: [] }, note }],
    env: { FLOW_EVENTS_PER_SEC: '100000' },
  });
  hooks = await manyFlows();
}, 60_000);
afterAll(() => house.stop());

/** Copies of the house's flow, each with a version and an address of its own. */
async function manyFlows(): Promise<readonly string[]> {
  const { rows } = await house.pool.query<{ token: string }>(
    `WITH made AS (
       SELECT f.workspace_id, f.draft, gen_random_uuid() AS flow_id, gen_random_uuid() AS version_id,
              'many-' || n || '-' || gen_random_uuid() AS token
       FROM (SELECT * FROM flows ORDER BY id LIMIT 1) f, generate_series(1, $1::int) n
     ), flow AS (
       INSERT INTO flows (workspace_id, id, name, draft, state, published_version_id)
       SELECT workspace_id, flow_id, 'One of many', draft, 'live', version_id FROM made
     ), version AS (
       INSERT INTO flow_versions (workspace_id, id, flow_id, number, document)
       SELECT workspace_id, version_id, flow_id, 1, draft FROM made
     )
     INSERT INTO hooks (token_sha256, token, workspace_id, flow_id)
     SELECT sha256(convert_to(token, 'UTF8')), token, workspace_id, flow_id FROM made
     RETURNING token`,
    [flows],
  );
  const base = house.hookUrl.slice(0, house.hookUrl.lastIndexOf('/'));
  return rows.map(({ token }) => `${base}/${token}`);
}

let leads = 0;
/** One lead to each of these addresses, some at once; resolves when all of their runs have ended. */
async function send(urls: readonly string[]): Promise<void> {
  const left = urls.values();
  const one = async (): Promise<void> => {
    for (const url of left) {
      leads += 1;
      const body = JSON.stringify({ id: `lead-${leads}` });
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(url, { method: 'POST', headers, body });
      expect(status).toBeLessThan(300);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  await waitFor(async () => (await house.count('SELECT count(*)::int AS n FROM open_runs')) === 0, {
    what: 'all runs have ended',
    timeoutMs: 120_000,
    everyMs: 200,
  });
}

/** How many series a page of metrics has. */
async function countSeries(port: number): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return page.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
}

it('LO-2: of 11,000 flows that were at work no timer, no listener, no series and no entry beyond a bound is left', async () => {
  const ports = { api: await freePort(), worker: await freePort(), metrics: await freePort() };
  const inspected = (port: number) => [`--inspect=127.0.0.1:${port}`];
  const api = await house.startApi({}, inspected(ports.api));
  const worker = await house.startWorker(
    { WORKER_PORT: String(ports.metrics), HOST: '127.0.0.1' },
    inspected(ports.worker),
  );
  const apiPort = Number(new URL(house.hookUrl).port);
  const look = () => Promise.all([lookInside(ports.api), lookInside(ports.worker)]);
  const countAll = () => Promise.all([countSeries(apiPort), countSeries(ports.metrics)]);
  await send(hooks.slice(0, 300));
  const before = await look();
  const [apiSeries = 0, workerSeries = 0] = await countAll();

  await send(hooks);
  const after = await look();

  before.forEach((was, place) => expectNoMore(was, after[place]));
  const [apiNow, workerNow] = await countAll();
  expect(apiNow).toBeLessThanOrEqual(apiSeries + comesAndGoes);
  expect(workerNow).toBeLessThanOrEqual(workerSeries + comesAndGoes);
  expect(`${api.log()}${worker.log()}`).not.toContain('MaxListenersExceeded');
}, 240_000);

function expectNoMore(was: Inside, is: Inside | undefined): void {
  expect(is?.timers).toBeLessThanOrEqual(was.timers + comesAndGoes);
  expect(is?.mostListeners).toBeLessThanOrEqual(was.mostListeners + comesAndGoes);
  expect(Math.max(...(is?.sizes ?? [Infinity]))).toBeLessThanOrEqual(bound);
}
