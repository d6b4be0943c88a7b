import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowOrder, Step } from '@hookline/contract';
import { openPool, type Pool } from '@hookline/store';
import {
  createTestDatabase,
  fakeVendor,
  freePort,
  startProgram,
  waitFor,
  type FakeVendor,
  type Program,
} from '@hookline/testkit';
import { givenFlow, givenOwner } from '../start/api.given.js';

export type House = {
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly vendor: FakeVendor;
  readonly hookUrl: string;
  /** Of an API request of the owner's. */
  readonly bearer: { readonly authorization: string };
  readonly startApi: (env?: NodeJS.ProcessEnv, nodeArgs?: readonly string[]) => Promise<Program>;
  readonly startWorker: (env?: NodeJS.ProcessEnv, nodeArgs?: readonly string[]) => Promise<Program>;
  readonly count: (sql: string) => Promise<number>;
  /** What must be true in the end, whatever has happened: every lead's run has succeeded. */
  readonly settled: (leads: readonly string[], timeoutMs?: number) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

/** The real programs around one live flow that calls an idempotent vendor; whatever a test kills, it can start again. */
export async function givenHouse(
  given: {
    databaseUrl?: string;
    env?: NodeJS.ProcessEnv;
    steps?: (vendor: FakeVendor) => Step[];
    order?: FlowOrder;
  } = {},
): Promise<House> {
  const database = given.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = given.databaseUrl ?? database?.url ?? '';
  const pool = openPool({ databaseUrl, name: 'test', max: 2 });
  const vendor = await fakeVendor({ isIdempotent: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'hookline-house-'));
  const port = await freePort();
  const owner = await givenOwner({ pool });
  const flow = await givenFlow(pool, owner.scope.workspaceId, {
    trigger: { app: 'webhook', event: 'received', settings: { dedupePath: 'id' } },
    steps: given.steps?.(vendor) ?? [tellVendor(vendor)],
    ...(given.order ? { order: given.order } : {}),
  });
  const programs: Program[] = [];
  const env = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    OUTBOUND_ALLOW: '127.0.0.1/32',
    RETRY_SCHEDULE: '0,0.1,0.1,0.1,0.1',
    // Other tests make this machine late, which is not what is tested here.
    LOOP_DELAY_MAX_MS: '20000',
    ...given.env,
  };
  const keep = <Kept extends Program>(program: Kept): Kept => {
    programs.push(program);
    return program;
  };
  return {
    databaseUrl,
    pool,
    vendor,
    hookUrl: `http://127.0.0.1:${port}${flow.hook}`,
    bearer: owner.bearer,
    startApi: async (more: NodeJS.ProcessEnv = {}, nodeArgs: readonly string[] = []) =>
      keep(await startProgram({ app: 'api', env: { ...env, ...more }, nodeArgs })),
    startWorker: async (more: NodeJS.ProcessEnv = {}, nodeArgs: readonly string[] = []) =>
      keep(await startProgram({ app: 'worker', env: { ...env, ...more }, nodeArgs })),
    count: (sql: string) => count(pool, sql),
    settled: (leads: readonly string[], timeoutMs?: number) => settledIn(pool, leads, timeoutMs),
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await vendor.stop();
      await pool.end();
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The lead that an event tells of. */
export const leadOf = `convert_from(e.body, 'UTF8')::jsonb ->> 'id'`;

async function count(pool: Pool, sql: string): Promise<number> {
  return (await pool.query<{ n: number }>(sql)).rows[0]?.n ?? -1;
}

/** Waits until the run of each of these leads has succeeded. */
export const settledIn = (pool: Pool, leads: readonly string[], timeoutMs = 30_000) =>
  waitFor(async () => (await unsettled(pool, leads)) === 0, {
    what: 'all leads have ended',
    timeoutMs,
  });

/** Leads without a run that has succeeded. */
async function unsettled(pool: Pool, leads: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM unnest($1::text[]) AS lead
     WHERE NOT EXISTS (SELECT FROM events e JOIN runs r ON r.event_id = e.id
                       WHERE ${leadOf} = lead AND r.state = 'succeeded')`,
    [leads],
  );
  return rows[0]?.n ?? -1;
}

/** How many runs, open or ended, each lead has: one, or a promise is broken. */
export async function runsPerLead(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ lead: string; n: number }>(
    `SELECT ${leadOf} AS lead, count(r.id)::int AS n FROM events e
     LEFT JOIN (SELECT id, event_id FROM runs UNION ALL SELECT id, event_id FROM open_runs) r ON r.event_id = e.id
     WHERE e.state <> 'duplicate' GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.lead, row.n]));
}

/** Tells the vendor of the lead. */
export const tellVendor = (vendor: FakeVendor): Step => ({
  id: 'call',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: { method: 'POST', url: `${vendor.url}/lead`, body: { id: '{{trigger.id}}' } },
});
