import { randomUUID } from 'node:crypto';
import type { FlowDocument } from '@hookline/contract';
import { createLogger, readConfig, uuidv7 } from '@hookline/platform';
import {
  acceptEvents,
  createGroupCommit,
  isSystemicFailure,
  openPool,
  scopeOf,
  type Acceptance,
  type ArrivedEvent,
  type Pool,
  type Scope,
} from '@hookline/store';
import { createTestDatabase, fakeVendor, waitFor } from '@hookline/testkit';
import { expect, it, vi } from 'vitest';
import { openResources } from '../resources.js';
import { aDataDir } from '../worker-process.given.js';
import { RunLoop } from './run-loop.js';

vi.setConfig({ testTimeout: 60_000 });

const lossRate = 0.05;

/** The same losses at each run of a seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A pool whose statements are executed, all of them, but whose caller now and then hears of an error instead. */
function forgetful(pool: Pool, random: () => number): { pool: Pool; losses: () => number } {
  let losses = 0;
  const lossy = <Asked extends { query: Pool['query'] }>(asked: Asked): Asked =>
    new Proxy(asked, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name === 'connect') return async () => lossy(await pool.connect());
        if (name !== 'query') return value.bind(target);
        return async (...given: unknown[]) => {
          const answer: unknown = await Reflect.apply(value, target, given);
          if (random() >= lossRate) return answer;
          losses += 1;
          throw new Error('Query read timeout');
        };
      },
    });
  return { pool: lossy(pool), losses: () => losses };
}

async function givenFlow(pool: Pool, vendorUrl: string): Promise<{ scope: Scope; flowId: string }> {
  const scope = scopeOf(randomUUID());
  const { workspaceId } = scope;
  const [flowId, versionId] = [randomUUID(), randomUUID()];
  const document: FlowDocument = {
    schemaVersion: 1,
    name: 'Lost answers',
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    steps: [
      {
        id: 'row',
        type: 'action',
        app: 'tables',
        action: 'insert_row',
        connectionId: null,
        input: { table: 'Leads', values: { Name: '{{trigger.id}}' } },
      },
      {
        id: 'call',
        type: 'action',
        app: 'http',
        action: 'request',
        connectionId: null,
        input: { method: 'POST', url: vendorUrl, body: { id: '{{trigger.id}}' } },
      },
    ],
  };
  const text = JSON.stringify(document);
  const columns = JSON.stringify([{ name: 'Name', type: 'text' }]);
  for (const [sql, values] of [
    [`INSERT INTO workspaces (id, name) VALUES ($1, 'Test')`, []],
    [
      `INSERT INTO data_tables (workspace_id, id, name, columns) VALUES ($1, $2, 'Leads', $3)`,
      [randomUUID(), columns],
    ],
    [
      `INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, 'Lost', $3)`,
      [flowId, text],
    ],
    [
      `INSERT INTO flow_versions (workspace_id, flow_id, id, number, document) VALUES ($1, $2, $3, 1, $4)`,
      [flowId, versionId, text],
    ],
    [
      `UPDATE flows SET state = 'live', published_version_id = $3 WHERE workspace_id = $1 AND id = $2`,
      [flowId, versionId],
    ],
  ] as const)
    await pool.query(sql, [workspaceId, ...values]);
  return { scope, flowId };
}

const aLead = (scope: Scope, flowId: string, lead: string): ArrivedEvent => ({
  scope,
  id: uuidv7(),
  runId: uuidv7(),
  flowId,
  kind: 'event',
  method: 'POST',
  path: '',
  query: '',
  headers: [],
  bodyKind: 'json',
  body: Buffer.from(JSON.stringify({ id: lead })),
  payload: null,
  summary: lead,
  dedupeKey: lead,
  orderKey: null,
  reason: null,
});

it.each([1])(
  'loses and doubles nothing when every twentieth answer of the database is lost, seed %i (CR-8)',
  async (seed) => {
    const database = await createTestDatabase();
    const pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
    const vendor = await fakeVendor({ isIdempotent: true });
    const { scope, flowId } = await givenFlow(pool, `${vendor.url}/lead`);
    const config = readConfig({
      DATA_DIR: await aDataDir(),
      LEASE_SECS: '1',
      RETRY_SCHEDULE: '0,0.1,0.1,0.1,0.1',
      OUTBOUND_ALLOW: '127.0.0.1/32',
    });
    const log = createLogger({ level: 'error', name: 'test', write: () => undefined });
    const resources = await openResources(config, database.url, log);
    const random = seededRandom(seed);
    const workers = forgetful(resources.pool, random);
    const loop = new RunLoop({ ...resources, pool: workers.pool });
    const writers = forgetful(pool, random);
    const writer = createGroupCommit<ArrivedEvent, Acceptance>({
      write: (batch) => acceptEvents(writers.pool, batch),
      maxBatch: 2,
      maxInFlight: 2,
      maxWaiting: 1_000,
      isSystemic: isSystemicFailure,
    });
    await loop.onApplicationBootstrap();

    const leads = Array.from({ length: 100 }, (_, index) => `lead-${index}`);
    const take = async (lead: string): Promise<boolean> =>
      (await writer.add(aLead(scope, flowId, lead))).state !== 'gone';
    await Promise.all(
      leads.map((lead) => waitFor(() => take(lead), { what: 'the lead is taken', everyMs: 1 })),
    );
    const count = async (sql: string): Promise<number> =>
      (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n ?? -1;
    await waitFor(async () => (await count('open_runs')) === 0, {
      what: 'all runs have ended',
      timeoutMs: 25_000,
    });

    expect(writers.losses()).toBeGreaterThan(0);
    expect(workers.losses()).toBeGreaterThan(0);
    expect(await count(`runs WHERE state = 'succeeded'`)).toBe(leads.length);
    expect(await count('runs')).toBe(leads.length);
    expect(await count('table_rows')).toBe(leads.length);
    expect(vendor.effects.byField('id')).toEqual(new Map(leads.map((lead) => [lead, 1])));

    await loop.beforeApplicationShutdown();
    await resources.close();
    await vendor.stop();
    await pool.end();
    await database.drop();
  },
);
