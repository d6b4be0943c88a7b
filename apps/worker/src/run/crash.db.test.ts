import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '@hookline/contract';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import {
  callStep,
  openWorkerHouse,
  rowStep,
  type LiveFlow,
  type WorkerHouse,
} from './worker-house.given.js';

let house: WorkerHouse;
let vendor: FakeVendor;
let pool: WorkerHouse['pool'];

beforeEach(async () => {
  house = await openWorkerHouse();
  pool = house.pool;
  vendor = await fakeVendor({ isIdempotent: true });
});
afterEach(async () => {
  await house.close();
  await vendor.stop();
});

const start = (env: NodeJS.ProcessEnv = {}) => house.start(env);
const aLiveFlow = (steps: Step[]) => house.aLiveFlow(steps);
const leads = (flow: LiveFlow, count: number) => house.leads(flow, count);
const one = (sql: string) => house.one(sql);
const succeeded = () => house.succeeded();
const rows = () => one('SELECT count(*)::int AS n FROM table_rows');
const endLeases = () => house.endLeases();

const call = (url: string) => callStep(url);

describe('a worker that dies (CR-2)', () => {
  it.each([
    'worker_claimed',
    'worker_before_intent',
    'worker_after_intent',
    'worker_effect_done',
    'worker_before_result',
    'worker_after_result',
  ])(
    'at %s loses no lead and doubles none at a target that takes the key',
    async (point) => {
      const flow = await aLiveFlow([rowStep, call(`${vendor.url}/lead`)]);
      await leads(flow, 5);
      const dying = await start({ CRASH_AT: point });
      expect(await dying.ended).toBe('SIGKILL');
      await endLeases();

      await start();

      await waitFor(async () => (await succeeded()) === 5, { what: 'all five runs succeed' });
      expect(await rows()).toBe(5);
      const effects = vendor.effects.byField('id');
      expect(effects.size).toBe(5);
      expect([...effects.values()]).toEqual([1, 1, 1, 1, 1]);
      expect(await one('SELECT count(*)::int AS n FROM open_runs')).toBe(0);
    },
    60_000,
  );

  it('five times in a row between effects and their records doubles and loses none at a verifiable target', async () => {
    await vendor.stop();
    // It knows no keys: whatever comes twice is done twice.
    vendor = await fakeVendor();
    const done = () => vendor.effects.byField('ref');
    vendor.reply('GET /look', ({ query }) => ({
      status: done().has(query.get('ref') ?? '') ? 200 : 404,
    }));
    const flow = await aLiveFlow([
      {
        ...call(`${vendor.url}/lead`),
        timeoutSecs: 1,
        input: {
          method: 'POST',
          url: `${vendor.url}/lead`,
          body: { ref: '{{run.key}}' },
          checkUrl: `${vendor.url}/look?ref={{run.key}}`,
        },
      },
    ]);
    for (let death = 1; death <= 5; death += 1) {
      await leads(flow, 20);
      const dying = await start({ CRASH_AT: 'worker_effect_done' });
      expect(await dying.ended).toBe('SIGKILL');
      await endLeases();
    }

    await start();

    await waitFor(async () => (await succeeded()) === 100, {
      what: 'all runs succeed',
      timeoutMs: 20_000,
    });
    const posts = vendor.effects.all.filter(({ request }) => request.method === 'POST');
    expect(posts).toHaveLength(100);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(100);
  }, 60_000);

  it.runIf(process.platform === 'linux')(
    'is followed at once by the one that is started in its place, and not only after its lease',
    async () => {
      const flow = await aLiveFlow([call(`${vendor.url}/lead`)]);
      await leads(flow, 20);
      const dying = await start({ CRASH_AT: 'worker_effect_done' });
      expect(await dying.ended).toBe('SIGKILL');
      const next = await start();

      await waitFor(async () => (await succeeded()) === 20, {
        what: 'all succeed long before the lease of 30 seconds ends',
        timeoutMs: 12_000,
      });
      expect(next.log()).toContain('runs of a worker that died are taken over');
      expect([...vendor.effects.byField('id').values()].every((times) => times === 1)).toBe(true);
    },
    60_000,
  );

  it('repeats with the same key when the target acts and drops the line (CR-9)', async () => {
    const flow = await aLiveFlow([call(`${vendor.url}/lead`)]);
    vendor.behave({ mode: 'drop', times: 1 });
    await leads(flow, 1);
    await start();
    await waitFor(async () => (await succeeded()) === 1, { what: 'the run succeeds' });
    expect(vendor.requests).toHaveLength(2);
    const keys = vendor.requests.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    expect([...vendor.effects.byField('id').values()]).toEqual([1]);
  });

  it('retries a failing target by the schedule until it succeeds (RT-1)', async () => {
    const flow = await aLiveFlow([call(`${vendor.url}/lead`)]);
    vendor.behave({ mode: 'fail', status: 500, times: 3 });
    await leads(flow, 1);
    await start();
    await waitFor(async () => (await succeeded()) === 1, { what: 'the fourth try succeeds' });
    const { rows: tries } = await pool.query('SELECT try, state FROM step_attempts ORDER BY try');
    expect(tries).toEqual([
      { try: 1, state: 'failed' },
      { try: 2, state: 'failed' },
      { try: 3, state: 'failed' },
      { try: 4, state: 'succeeded' },
    ]);
  });

  it('parks a run whose tries are used up, with the reason, and keeps its lead', async () => {
    const flow = await aLiveFlow([call(`${vendor.url}/lead`)]);
    vendor.behave({ mode: 'fail', status: 500 });
    await leads(flow, 1);
    await start();
    const parked = () =>
      one(`SELECT count(*)::int AS n FROM open_runs WHERE state = 'needs_attention'`);
    await waitFor(async () => (await parked()) === 1, { what: 'the run asks for attention' });
    expect(vendor.requests).toHaveLength(5);
  });

  it('goes on when the database was killed under it (DB-3)', async () => {
    const flow = await aLiveFlow([rowStep, call(`${vendor.url}/lead`)]);
    const worker = await start();
    await pool
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'hookline%' AND pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    // A connection that dies while the leads are written may have written them all the same.
    await leads(flow, 20).catch(() => leads(flow, 20));
    const accepted = await one('SELECT count(*)::int AS n FROM events');
    await waitFor(async () => (await succeeded()) === accepted, {
      what: 'all runs succeed',
      timeoutMs: 20_000,
    });
    expect(accepted).toBeGreaterThanOrEqual(20);
    expect(worker.isRunning()).toBe(true);
  });

  it('ends in time and leaves no lead behind when it is told to stop under load (DP-2)', async () => {
    const flow = await aLiveFlow([rowStep, call(`${vendor.url}/lead`)]);
    vendor.behave({ mode: 'slow', delayMs: 20 });
    await leads(flow, 400);
    const worker = await start();
    await waitFor(async () => (await rows()) > 20, { what: 'work is under way' });
    expect(await worker.stop()).toBe('0');
    expect(await one(`SELECT count(*)::int AS n FROM open_runs WHERE state = 'running'`)).toBe(0);

    await start();
    await waitFor(async () => (await succeeded()) === 400, {
      what: 'the next worker does the rest',
      timeoutMs: 30_000,
    });
    expect(await rows()).toBe(400);
  });
});
