import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActionStep, FlowDocument, Step } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { acceptEvents, openPool, scopeOf, type Pool, type Scope } from '@hookline/store';
import {
  createTestDatabase,
  fakeVendor,
  waitFor,
  type FakeVendor,
  type TestDatabase,
} from '@hookline/testkit';
import { aDataDir, startWorker, type WorkerProcess } from '../worker-process.given.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
let database: TestDatabase;
let pool: Pool;
let vendor: FakeVendor;
let dataDir: string;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  await promisify(execFile)('npx', ['tsc', '-b', 'apps/worker'], { cwd: root });
}, 120_000);
beforeEach(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
  vendor = await fakeVendor({ isIdempotent: true });
  dataDir = await aDataDir();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await vendor.stop();
  await pool.end();
  await database.drop();
});
afterAll(() => undefined);

const start = async (env: NodeJS.ProcessEnv = {}): Promise<WorkerProcess> => {
  const worker = await startWorker({ databaseUrl: database.url, dataDir, env });
  workers.push(worker);
  return worker;
};

const row: Step = {
  id: 'row',
  type: 'action',
  app: 'tables',
  action: 'insert_row',
  connectionId: null,
  input: { table: 'Leads', values: { Name: '{{trigger.Name}}' } },
};
const call = (url: string): ActionStep => ({
  id: 'call',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: { method: 'POST', url, body: { id: '{{trigger.id}}' } },
});

type Given = { scope: Scope; flowId: string };

async function aLiveFlow(steps: Step[]): Promise<Given> {
  const scope = scopeOf(randomUUID());
  const [flowId, versionId] = [randomUUID(), randomUUID()];
  const document: FlowDocument = {
    schemaVersion: 1,
    name: 'Crash test',
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    steps,
  };
  const { workspaceId } = scope;
  await pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'Test')`, [workspaceId]);
  await pool.query(
    `INSERT INTO data_tables (workspace_id, id, name, columns) VALUES ($1, $2, 'Leads', $3)`,
    [workspaceId, randomUUID(), JSON.stringify([{ name: 'Name', type: 'text' }])],
  );
  await pool.query(
    `INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, 'Crash test', $3)`,
    [workspaceId, flowId, JSON.stringify(document)],
  );
  await pool.query(
    `INSERT INTO flow_versions (workspace_id, id, flow_id, number, document) VALUES ($1, $2, $3, 1, $4)`,
    [workspaceId, versionId, flowId, JSON.stringify(document)],
  );
  await pool.query(
    `UPDATE flows SET state = 'live', published_version_id = $3 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, flowId, versionId],
  );
  return { scope, flowId };
}

async function leads(flow: Given, count: number): Promise<void> {
  await acceptEvents(
    pool,
    Array.from({ length: count }, (_, index) => ({
      scope: flow.scope,
      id: uuidv7(),
      runId: uuidv7(),
      flowId: flow.flowId,
      kind: 'event' as const,
      method: 'POST',
      path: '',
      query: '',
      headers: [],
      bodyKind: 'json' as const,
      body: Buffer.from(JSON.stringify({ id: `lead-${index}`, Name: `Lead ${index}` })),
      payload: null,
      summary: `Lead ${index}`,
      dedupeKey: null,
      reason: null,
    })),
  );
}

const one = async (sql: string): Promise<number> =>
  (await pool.query<{ n: number }>(sql)).rows[0]?.n ?? -1;
const succeeded = () => one(`SELECT count(*)::int AS n FROM runs WHERE state = 'succeeded'`);
const rows = () => one('SELECT count(*)::int AS n FROM table_rows');
/** A lease ends after 30 seconds; a test need not wait that long to see a takeover. */
const endLeases = () =>
  pool.query(`UPDATE open_runs SET wake_at = clock_timestamp() WHERE state = 'running'`);

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
      const flow = await aLiveFlow([row, call(`${vendor.url}/lead`)]);
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
    const flow = await aLiveFlow([row, call(`${vendor.url}/lead`)]);
    const worker = await start();
    await pool
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'hookline%' AND pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    await leads(flow, 20).catch(() => leads(flow, 20));
    await waitFor(async () => (await succeeded()) === 20, {
      what: 'all twenty runs succeed',
      timeoutMs: 20_000,
    });
    expect(worker.child.exitCode).toBeNull();
  });

  it('ends in time and leaves no lead behind when it is told to stop under load (DP-2)', async () => {
    const flow = await aLiveFlow([row, call(`${vendor.url}/lead`)]);
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
