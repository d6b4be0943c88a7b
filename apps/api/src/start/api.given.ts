import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EndpointPolicy, FlowOrder, Step } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { createLogger, readConfig, uuidv7 } from '@hookline/platform';
import { hashToken, openPool, type Pool } from '@hookline/store';
import { createTestDatabase, freePort, tcpProxy } from '@hookline/testkit';
import { createFirstOwner } from '../account/create-owner.js';
import { insertApiKey } from '../account/key-book.js';
import { SetupOffer } from '../account/setup-offer.js';
import type { ServerLimits } from '../http/create-adapter.js';
import type { PolicedRoute } from '../http/route-policy.js';
import { createApp } from './create-app.js';
import { openResources, type Resources } from './open-resources.js';

export const anna = { email: 'anna@shop.example', password: 'three old boats 7', name: 'Anna' };

export type GivenApi = {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly resources: Resources;
  readonly routes: readonly PolicedRoute[];
  readonly proxy: Awaited<ReturnType<typeof tcpProxy>>;
  readonly log: string[];
  readonly ask: (path: string, init?: RequestInit & { json?: unknown }) => Promise<Response>;
  readonly stop: () => Promise<void>;
};

/** The real api on a database of its own, reached over sockets; its way to the database can be cut. */
export async function givenApi(
  env: Record<string, string> = {},
  options: { limits?: ServerLimits; webDir?: string } = {},
): Promise<GivenApi> {
  const database = await createTestDatabase();
  const { hostname, port: databasePort } = new URL(database.url);
  const proxy = await tcpProxy({ host: hostname, port: Number(databasePort) });
  const through = new URL(database.url);
  through.port = String(proxy.port);
  const dataDir = await mkdtemp(join(tmpdir(), 'hookline-api-'));
  const port = await freePort();
  // The test, and whatever else runs on this machine, makes the loop late: only who asks for it is refused for it.
  const patient = { LOOP_DELAY_MAX_MS: '20000' };
  const config = readConfig({ ...patient, DATA_DIR: dataDir, PORT: String(port), ...env });
  const log: string[] = [];
  const logger = createLogger({ level: 'debug', name: 'api', write: (line) => log.push(line) });
  const resources = await openResources({
    config,
    databaseUrl: through.href,
    logger,
    findReceiver,
  });
  const api = await createApp(resources, options);
  await api.listen();
  const pool = openPool({ databaseUrl: database.url, name: 'test', max: 2 });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    dataDir,
    databaseUrl: database.url,
    pool,
    resources,
    routes: api.routes,
    proxy,
    log,
    ask: (path, init = {}) => {
      const { json, ...rest } = init;
      const headers = new Headers(rest.headers);
      if (json !== undefined) headers.set('content-type', 'application/json');
      return fetch(`${url}${path}`, {
        ...rest,
        headers,
        ...(json === undefined
          ? {}
          : { method: rest.method ?? 'POST', body: JSON.stringify(json) }),
      });
    },
    stop: async () => {
      await api.stop();
      await resources.close();
      await pool.end();
      await proxy.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function givenOwner({ pool }: Pick<GivenApi, 'pool'>, owner = anna) {
  const { scope, userId } = await createFirstOwner(pool, {
    ...owner,
    locale: 'en',
    timeZone: 'UTC',
  });
  const { apiKey, id } = await insertApiKey(scope, pool, { name: 'test', userId });
  return { scope, userId, apiKey, keyId: id, bearer: { authorization: `Bearer ${apiKey}` } };
}

export async function givenSetupToken({ resources }: GivenApi): Promise<string> {
  const { pool, ring } = resources;
  return (await new SetupOffer(pool, ring).tell()) ?? '';
}

type GivenFlow = {
  trigger?: { app: string; event: string; connectionId?: string | null; settings?: object };
  state?: 'draft' | 'live' | 'paused';
  steps?: readonly Step[];
  order?: FlowOrder;
  endpoint?: EndpointPolicy;
};

/** A flow as the editor leaves it, with its address. */
export async function givenFlow(
  pool: Pool,
  workspaceId: string,
  {
    trigger = { app: 'webhook', event: 'received' },
    state = 'live',
    steps = [],
    order,
    endpoint,
  }: GivenFlow = {},
): Promise<{ flowId: string; token: string; hook: string }> {
  const flowId = uuidv7();
  const versionId = uuidv7();
  const token = `t${uuidv7().replaceAll('-', '')}`;
  const document = { schemaVersion: 1, name: 'Flow', trigger, order, endpoint, steps };
  await pool.query('INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, $3, $4)', [
    workspaceId,
    flowId,
    'Flow',
    document,
  ]);
  if (state !== 'draft') {
    await pool.query(
      `INSERT INTO flow_versions (workspace_id, id, flow_id, number, document) VALUES ($1, $2, $3, 1, $4)`,
      [workspaceId, versionId, flowId, document],
    );
    await pool.query(
      'UPDATE flows SET state = $3, published_version_id = $4 WHERE workspace_id = $1 AND id = $2',
      [workspaceId, flowId, state, versionId],
    );
  }
  await pool.query(
    'INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ($1, $2, $3, $4)',
    [hashToken(token), token, workspaceId, flowId],
  );
  return { flowId, token, hook: `/hooks/${token}` };
}

export type StoredEvent = {
  id: string;
  state: string;
  method: string;
  path: string;
  query: string;
  body: Buffer;
  body_kind: string;
  payload: Buffer | null;
  summary: string;
  reason: string | null;
  headers: [string, string][];
  run_id: string | null;
};

export async function readEvents(pool: Pool, flowId: string): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    'SELECT * FROM events WHERE flow_id = $1 ORDER BY id',
    [flowId],
  );
  return rows;
}

/** Writes bytes to the server as they are and gives all that comes back until it closes or is quiet. */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  { quietMs = 400, everyByteMs = 0 }: { quietMs?: number; everyByteMs?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const done = (): void => {
      clearInterval(drip);
      socket.destroy();
      resolve(answer);
    };
    const drip = setInterval(() => socket.writable && socket.write(' '), everyByteMs || 60_000);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (everyByteMs === 0) socket.setTimeout(quietMs, done);
    });
    socket.on('close', done);
    socket.on('error', (error) => (answer === '' ? reject(error) : done()));
    socket.setTimeout(20_000, done);
  });
}
