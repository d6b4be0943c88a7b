import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { findRegistration } from '@hookline/connectors';
import { createDoor, openKeyFile, seal, type KeyRing } from '@hookline/platform';
import {
  claimRegistrations,
  openPool,
  openStore,
  scopeOf,
  wantRegistration,
  type Pool,
  type Scope,
  type Store,
  type WantedRegistration,
} from '@hookline/store';
import { createTestDatabase, fakeVendor, type FakeVendor } from '@hookline/testkit';
import { createConnectionOpener, createConnectionRenewer } from '../connection/open-connection.js';
import { createHttpPort } from '../port/http-port.js';
import { tendRegistration, type TendMeans } from './tend-registration.js';

export const publicUrl = 'https://hooks.example';

export type Hook = Record<string, unknown> & { id: number; url: string };
export type Tending = Awaited<ReturnType<typeof openTending>>;

type Now = { hooks: Hook[]; trouble: unknown[]; vendor: FakeVendor; scope: Scope };

/** A GitLab with the project 7 at the socket, a database, and a worker that tends what is wanted there. */
export async function openTending() {
  const database = await createTestDatabase();
  const pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
  const opened = await openStore({ databaseUrl: database.url, name: 'test', max: 4 });
  const dataDir = await mkdtemp(join(tmpdir(), 'hookline-registration-'));
  const ring = await openKeyFile(join(dataDir, 'secret.key'));
  const door = createDoor({ allow: ['127.0.0.1/32', 'localhost'] });
  const now: Now = { hooks: [], trouble: [], vendor: await fakeVendor(), scope: scopeOf('') };
  await now.vendor.stop();

  const means = (): TendMeans => ({
    pool,
    ring,
    publicUrl,
    findRegistration,
    openConnection: createConnectionOpener(pool, ring),
    renewConnection: createConnectionRenewer(pool, ring),
    openHttp: () =>
      createHttpPort(door, { signal: AbortSignal.timeout(10_000), timeoutMs: 5_000, gate: null }),
    onChanged: () => undefined,
    onTrouble: (_, error) => now.trouble.push(error),
  });

  const close = async () => {
    await door.close();
    await opened.close();
    await pool.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const begin = async () => {
    Object.assign(now, { hooks: [], trouble: [], vendor: await fakeVendor() });
    now.scope = scopeOf(randomUUID());
    answerAsGitLab(now);
    const values = [now.scope.workspaceId];
    await pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'Test')`, values);
  };
  const end = async () => {
    await pool.query('DELETE FROM registrations');
    await now.vendor.stop();
  };
  const parts = { pool, ring, store: opened.store, means, begin, end, close };
  return Object.assign(now, parts, openRows(now, parts));
}

type Parts = {
  pool: Pool;
  ring: KeyRing;
  store: Store;
  means: () => TendMeans;
};

function openRows(now: Now, { pool, ring, store, means }: Parts) {
  const want = (flowId: string, wanted: Omit<WantedRegistration, 'id' | 'isAll'>) =>
    wantRegistration(now.scope, store, {
      flowId,
      wanted: { id: randomUUID(), isAll: false, ...wanted },
    });
  return {
    async aFlow(): Promise<{ flowId: string; token: string }> {
      const flowId = randomUUID();
      const token = randomUUID().replaceAll('-', '');
      await pool.query(
        `INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, 'Test', '{}')`,
        [now.scope.workspaceId, flowId],
      );
      await pool.query(
        'INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ($4, $1, $2, $3)',
        [token, now.scope.workspaceId, flowId, Buffer.from(token)],
      );
      return { flowId, token };
    },

    async aConnection(values: object = {}, app = 'gitlab'): Promise<string> {
      const id = randomUUID();
      const place = { workspaceId: now.scope.workspaceId, connectionId: id, field: 'values' };
      const all = { apiToken: 'glpat-1234567890', baseUrl: now.vendor.url, ...values };
      await pool.query(
        `INSERT INTO connections (workspace_id, id, app, name, sealed) VALUES ($1, $2, $4, $4, $3)`,
        [now.scope.workspaceId, id, seal(ring, JSON.stringify(all), place), app],
      );
      return id;
    },

    want: (flowId: string, connectionId: string, events = ['Issue Hook'], project = '7') =>
      want(flowId, {
        app: 'gitlab',
        event: 'event',
        connectionId,
        place: { project },
        events,
      }),
    wantOf: want,

    async tend(given: Partial<TendMeans> = {}): Promise<number> {
      const rows = await claimRegistrations(pool, { limit: 10, leaseSecs: 60 });
      await Promise.all(rows.map((row) => tendRegistration(row, { ...means(), ...given })));
      return rows.length;
    },
    makeDue: () =>
      pool.query(`UPDATE registrations SET due_at = clock_timestamp() - interval '1 second'`),
    rows: async () => (await pool.query('SELECT * FROM registrations ORDER BY created_at')).rows,
    posts: () => now.vendor.requests.filter(({ method }) => method === 'POST').length,
  };
}

function answerAsGitLab(now: Now): void {
  now.vendor.reply('GET /api/v4/projects/7/hooks', () => ({ body: now.hooks }));
  now.vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
    const said = json as { url: string };
    const made: Hook = { alert_status: 'executable', ...said, id: now.hooks.length + 1 };
    now.hooks.push(made);
    return { status: 201, body: made };
  });
  now.vendor.reply('*', ({ method, path, json }) => {
    const id = Number(path.split('/').at(-1));
    const wasThere = now.hooks.some((hook) => hook.id === id);
    if (method === 'PUT') {
      now.hooks = now.hooks.map((hook) =>
        hook.id === id ? { ...hook, ...(json as object) } : hook,
      );
      return { body: now.hooks.find((hook) => hook.id === id) ?? null };
    }
    if (method === 'DELETE') now.hooks = now.hooks.filter((hook) => hook.id !== id);
    return { status: wasThere ? 204 : 404, body: '' };
  });
}
