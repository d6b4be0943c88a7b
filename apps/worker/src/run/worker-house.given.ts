import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionStep, FlowDocument, JsonObject, Step } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { acceptEvents, openPool, scopeOf, type Pool, type Scope } from '@hookline/store';
import { createTestDatabase } from '@hookline/testkit';
import { startWorker, type WorkerProcess } from '../worker-process.given.js';

export type LiveFlow = { readonly scope: Scope; readonly flowId: string };
export type WorkerHouse = Awaited<ReturnType<typeof openWorkerHouse>>;

export const callStep = (url: string): ActionStep => ({
  id: 'call',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: { method: 'POST', url, body: { id: '{{trigger.id}}' } },
});

export const rowStep: ActionStep = {
  id: 'row',
  type: 'action',
  app: 'tables',
  action: 'insert_row',
  connectionId: null,
  input: { table: 'Leads', values: { Name: '{{trigger.Name}}' } },
};

/** A database with a workspace and a table of leads, and workers on it. */
export async function openWorkerHouse() {
  const database = await createTestDatabase();
  const pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
  const dataDir = await mkdtemp(join(tmpdir(), 'hookline-worker-'));
  const scope = scopeOf(randomUUID());
  const workers: WorkerProcess[] = [];
  await pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'Test')`, [scope.workspaceId]);
  await pool.query(
    `INSERT INTO data_tables (workspace_id, id, name, columns) VALUES ($1, $2, 'Leads', $3)`,
    [scope.workspaceId, randomUUID(), JSON.stringify([{ name: 'Name', type: 'text' }])],
  );
  const one = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await pool.query<{ n: number }>(sql, values)).rows[0]?.n ?? -1;
  return {
    pool,
    databaseUrl: database.url,
    dataDir,
    one,
    start: async (env: NodeJS.ProcessEnv = {}, nodeFlags: string[] = []) => {
      const worker = await startWorker({ databaseUrl: database.url, dataDir, env, nodeFlags });
      workers.push(worker);
      return worker;
    },
    aLiveFlow: (steps: Step[]) => aLiveFlow(pool, scope, steps),
    leads: (flow: LiveFlow, count: number, more: JsonObject = {}) => leads(pool, flow, count, more),
    succeeded: () => one(`SELECT count(*)::int AS n FROM runs WHERE state = 'succeeded'`),
    /** A lease ends after 30 seconds; a test need not wait that long to see a takeover. */
    endLeases: () =>
      pool.query(`UPDATE open_runs SET wake_at = clock_timestamp() WHERE state = 'running'`),
    close: async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function aLiveFlow(pool: Pool, scope: Scope, steps: Step[]): Promise<LiveFlow> {
  const [flowId, versionId] = [randomUUID(), randomUUID()];
  const { workspaceId } = scope;
  const document: FlowDocument = {
    schemaVersion: 1,
    name: 'Test',
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    steps,
  };
  const text = JSON.stringify(document);
  await pool.query(
    `INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, 'Test', $3)`,
    [workspaceId, flowId, text],
  );
  await pool.query(
    `INSERT INTO flow_versions (workspace_id, id, flow_id, number, document) VALUES ($1, $2, $3, 1, $4)`,
    [workspaceId, versionId, flowId, text],
  );
  await pool.query(
    `UPDATE flows SET state = 'live', published_version_id = $3 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, flowId, versionId],
  );
  return { scope, flowId };
}

async function leads(pool: Pool, flow: LiveFlow, count: number, more: JsonObject): Promise<void> {
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
      body: Buffer.from(JSON.stringify({ id: `lead-${index}`, Name: `Lead ${index}`, ...more })),
      payload: null,
      summary: `Lead ${index}`,
      dedupeKey: null,
      orderKey: null,
      reason: null,
    })),
  );
}
