import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { NeedsReconnect, Rejected, type AgingAccess } from '@hookline/connector-kit';
import { findRegistration } from '@hookline/connectors';
import { createDoor, openKeyFile, seal, type Door, type KeyRing } from '@hookline/platform';
import {
  claimRegistrations,
  findRegistration as findStored,
  openPool,
  openStore,
  scopeOf,
  settleRegistration,
  wantRegistration,
  type Pool,
  type Scope,
} from '@hookline/store';
import { createTestDatabase, fakeVendor, type FakeVendor } from '@hookline/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConnectionOpener, createConnectionRenewer } from '../connection/open-connection.js';
import { createHttpPort } from '../port/http-port.js';
import { openBox } from './secret-box.js';
import { tendRegistration, type TendMeans } from './tend-registration.js';

const publicUrl = 'https://hooks.example';

type Hook = Record<string, unknown> & { id: number; url: string };

describe('a registration that a worker tends', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let opened: Awaited<ReturnType<typeof openStore>>;
  let pool: Pool;
  let ring: KeyRing;
  let door: Door;
  let dataDir: string;
  let vendor: FakeVendor;
  let scope: Scope;
  let hooks: Hook[];
  let trouble: unknown[];
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
    opened = await openStore({ databaseUrl: database.url, name: 'test', max: 4 });
    dataDir = await mkdtemp(join(tmpdir(), 'hookline-registration-'));
    ring = await openKeyFile(join(dataDir, 'secret.key'));
    door = createDoor({ allow: ['127.0.0.1/32', 'localhost'] });
  });
  afterAll(async () => {
    await door.close();
    await opened.close();
    await pool.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    hooks = [];
    trouble = [];
    vendor = await fakeVendor();
    vendor.reply('GET /api/v4/projects/7/hooks', () => ({ body: hooks }));
    vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      const said = json as { url: string };
      const made: Hook = { alert_status: 'executable', ...said, id: hooks.length + 1 };
      hooks.push(made);
      return { status: 201, body: made };
    });
    vendor.reply('*', ({ method, path, json }) => {
      const id = Number(path.split('/').at(-1));
      const wasThere = hooks.some((hook) => hook.id === id);
      if (method === 'PUT') {
        hooks = hooks.map((hook) => (hook.id === id ? { ...hook, ...(json as object) } : hook));
        return { body: hooks.find((hook) => hook.id === id) ?? null };
      }
      if (method === 'DELETE') hooks = hooks.filter((hook) => hook.id !== id);
      return { status: wasThere ? 204 : 404, body: '' };
    });
    scope = scopeOf(randomUUID());
    await pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'Test')`, [scope.workspaceId]);
  });
  afterEach(async () => {
    await pool.query('DELETE FROM registrations');
    await vendor.stop();
  });

  async function aFlow(): Promise<{ flowId: string; token: string }> {
    const flowId = randomUUID();
    const token = randomUUID().replaceAll('-', '');
    await pool.query(
      `INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, 'Test', '{}')`,
      [scope.workspaceId, flowId],
    );
    await pool.query(
      'INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ($4, $1, $2, $3)',
      [token, scope.workspaceId, flowId, Buffer.from(token)],
    );
    return { flowId, token };
  }

  async function aConnection(values: object = {}): Promise<string> {
    const id = randomUUID();
    const place = { workspaceId: scope.workspaceId, connectionId: id, field: 'values' };
    const all = { apiToken: 'glpat-1234567890', baseUrl: vendor.url, ...values };
    await pool.query(
      `INSERT INTO connections (workspace_id, id, app, name, sealed) VALUES ($1, $2, 'gitlab', 'GitLab', $3)`,
      [scope.workspaceId, id, seal(ring, JSON.stringify(all), place)],
    );
    return id;
  }

  const want = (flowId: string, connectionId: string, events = ['Issue Hook'], project = '7') =>
    wantRegistration(scope, opened.store, {
      flowId,
      wanted: {
        id: randomUUID(),
        app: 'gitlab',
        event: 'event',
        connectionId,
        place: { project },
        events,
        isAll: false,
      },
    });

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
    onTrouble: (_, error) => trouble.push(error),
  });

  async function tend(given: Partial<TendMeans> = {}): Promise<number> {
    const rows = await claimRegistrations(pool, { limit: 10, leaseSecs: 60 });
    await Promise.all(rows.map((row) => tendRegistration(row, { ...means(), ...given })));
    return rows.length;
  }
  const makeDue = () =>
    pool.query(`UPDATE registrations SET due_at = clock_timestamp() - interval '1 second'`);
  const rows = async () =>
    (await pool.query('SELECT * FROM registrations ORDER BY created_at')).rows;
  const posts = () => vendor.requests.filter(({ method }) => method === 'POST').length;

  it('is made once, with a secret of its own, and only looked at from then on', async () => {
    const { flowId, token } = await aFlow();
    await want(flowId, await aConnection());

    await tend();
    await makeDue();
    await tend();

    expect(posts()).toBe(1);
    expect(hooks).toMatchObject([{ url: `${publicUrl}/hooks/${token}`, issues_events: true }]);
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'registered', error: null, sender_ids: ['1'] });
    expect(row.checked_at).toBeInstanceOf(Date);
    const secret = String(hooks[0]?.['token']);
    expect(secret.length).toBeGreaterThan(40);
    expect(row.sealed.toString('latin1')).not.toContain(secret);
    const box = openBox(ring, { ...row, scope, id: row.id, sealed: row.sealed });
    expect(box.values).toEqual({ token: secret });
  });

  it('takes the secret that the person chose, and keeps no other', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection({ token: 'chosen-by-anna' }));
    await tend();

    const [row] = await rows();
    expect(hooks[0]?.['token']).toBe('chosen-by-anna');
    expect(openBox(ring, { ...row, scope }).values).toEqual({});
  });

  it('is made again when it was lost at its sender, or switched off there', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    await tend();
    hooks = [];
    await makeDue();
    await tend();
    expect(hooks).toHaveLength(1);
    hooks[0]!['alert_status'] = 'disabled';
    await makeDue();
    await tend();

    expect(hooks).toMatchObject([{ alert_status: 'executable' }]);
    expect(posts()).toBe(3);
  });

  it('is made anew for other events, at the same address, and never twice there', async () => {
    const { flowId } = await aFlow();
    const connectionId = await aConnection();
    await want(flowId, connectionId);
    await tend();
    await want(flowId, connectionId, ['Push Hook']);
    await tend();

    expect(hooks).toMatchObject([{ issues_events: false, push_events: true }]);
    expect(await rows()).toHaveLength(1);
  });

  it('loses no event when the sender refuses the new choice: the old webhook still stands', async () => {
    const { flowId } = await aFlow();
    const connectionId = await aConnection();
    await want(flowId, connectionId);
    await tend();
    const before = [...hooks];
    await want(flowId, connectionId, ['Push Hook']);
    vendor.reply('PUT /api/v4/projects/7/hooks/1', () => ({ status: 500, body: {} }));
    vendor.reply('POST /api/v4/projects/7/hooks', () => ({ status: 500, body: {} }));
    await tend();

    expect(trouble).toHaveLength(1);
    expect(hooks).toEqual(before);
    expect(hooks).toHaveLength(1);
    expect(vendor.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('whose secret the sender alone knows is made anew first, and the old one taken away last', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    const telling = { ...known, secretField: null, tellsSecret: true };
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    hooks = [{ id: 5, url: `${publicUrl}/hooks/${(await rows())[0]?.token}` }];
    vendor.reply('POST /api/v4/projects/7/hooks', () => ({ status: 500, body: {} }));
    await tend({ findRegistration: () => telling });
    expect(hooks).toMatchObject([{ id: 5 }]);

    vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      const made = { ...(json as object), id: 6 } as Hook;
      hooks.push(made);
      return { status: 201, body: made };
    });
    await makeDue();
    await tend({ findRegistration: () => telling });
    expect(hooks).toMatchObject([{ id: 6 }]);
    expect((await rows())[0]).toMatchObject({ state: 'registered', sender_ids: ['6'] });
  });

  it('is not made twice when the answer to the first was lost on the way', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      hooks.push({ ...(json as object), id: hooks.length + 1 } as Hook);
      return { status: 500, body: {} };
    });
    await tend();
    expect((await rows())[0]).toMatchObject({ state: 'failed', tries: 1 });
    vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      const made = { ...(json as object), id: 9 } as Hook;
      hooks.push(made);
      return { status: 201, body: made };
    });
    await makeDue();
    await tend();

    expect(hooks).toHaveLength(1);
    expect((await rows())[0]).toMatchObject({ state: 'registered', error: null });
  });

  it('leaves its sender when the flow is gone, also when the sender knows it no more', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    await tend();
    await wantRegistration(scope, opened.store, { flowId, wanted: null });
    await tend();

    expect(hooks).toEqual([]);
    expect(await rows()).toEqual([]);
    expect(await tend()).toBe(0);
  });

  it('moves to a new address by standing there first, and leaving the old one then', async () => {
    const { flowId } = await aFlow();
    const connectionId = await aConnection();
    await want(flowId, connectionId);
    await tend();
    await pool.query('UPDATE hooks SET revoked_at = now() WHERE flow_id = $1', [flowId]);
    await pool.query(
      `INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ('\\x01', 'rotated', $1, $2)`,
      [scope.workspaceId, flowId],
    );
    await want(flowId, connectionId);

    expect(await tend()).toBe(1);
    expect(hooks).toHaveLength(2);
    expect(await tend()).toBe(1);
    expect(hooks).toMatchObject([{ url: `${publicUrl}/hooks/rotated` }]);
    expect(posts()).toBe(2);
  });

  describe('at a changed place', () => {
    type Move = { connectionId?: string; project?: string };
    const move = async (flowId: string, { connectionId, project = '7' }: Move) =>
      want(flowId, connectionId ?? (await aConnection()), ['Issue Hook'], project);
    let others: Hook[];
    beforeEach(() => {
      others = [];
      vendor.reply('GET /api/v4/projects/8/hooks', () => ({ body: others }));
      vendor.reply('POST /api/v4/projects/8/hooks', ({ json }) => {
        const made = { alert_status: 'executable', ...(json as { url: string }), id: 80 };
        others.push(made);
        return { status: 201, body: made };
      });
    });

    it('stands there before it leaves where it was', async () => {
      const { flowId } = await aFlow();
      const connectionId = await aConnection();
      await move(flowId, { connectionId });
      await tend();
      await move(flowId, { connectionId, project: '8' });
      await tend();

      expect([hooks, others]).toMatchObject([[{ id: 1 }], [{ id: 80 }]]);
      await tend();
      expect([hooks, others]).toMatchObject([[], [{ id: 80 }]]);
      expect(await rows()).toMatchObject([{ state: 'registered', place: { project: '8' } }]);
    });

    it('leaves nothing as long as the new place refuses, and says so', async () => {
      const { flowId } = await aFlow();
      const connectionId = await aConnection();
      await move(flowId, { connectionId });
      await tend();
      await move(flowId, { connectionId, project: '8' });
      vendor.reply('GET /api/v4/projects/8/hooks', () => ({ status: 404, body: {} }));
      await tend();
      await tend();

      expect(hooks).toHaveLength(1);
      const found = await findStored(scope, opened.store, flowId);
      expect(found).toMatchObject({
        state: 'failed',
        hasFormer: true,
        why: { code: 'source_not_found', values: { status: 404 } },
      });
    });

    it('keeps the webhook that another connection has by now, with no moment without one', async () => {
      const { flowId } = await aFlow();
      await move(flowId, {});
      await tend();
      const secret = hooks[0]?.['token'];
      await move(flowId, {});
      await tend();
      await tend();

      expect(hooks).toMatchObject([{ id: 1, issues_events: true }]);
      expect(hooks[0]?.['token']).not.toBe(secret);
      expect(vendor.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
      expect(await rows()).toMatchObject([{ state: 'registered', sender_ids: ['1'] }]);
    });

    it('is looked at again when the old one is gone, should both have been one', async () => {
      const { flowId } = await aFlow();
      await move(flowId, {});
      await tend();
      const twin = await aConnection({ baseUrl: vendor.url.replace('127.0.0.1', 'localhost') });
      await move(flowId, { connectionId: twin });
      await tend();
      await tend();
      expect(hooks).toEqual([]);
      await tend();

      expect(hooks).toHaveLength(1);
      expect(await rows()).toMatchObject([{ state: 'registered' }]);
    });

    it('is tended by nobody while somebody is about the other one', async () => {
      const { flowId } = await aFlow();
      await move(flowId, {});
      await tend();
      await move(flowId, { project: '8' });
      const [held] = await claimRegistrations(pool, { limit: 10, leaseSecs: 60 });
      expect(held?.place).toEqual({ project: '8' });

      expect(await claimRegistrations(pool, { limit: 10, leaseSecs: 60 })).toEqual([]);
    });
  });

  it('says in words why it failed, and comes back by itself where that may help', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    vendor.behave({ mode: 'fail', status: 403, body: { message: 'insufficient_scope' } });
    await tend();
    expect((await rows())[0]).toMatchObject({
      state: 'failed',
      error: 'insufficient_scope (status 403)',
    });

    vendor.behave({ mode: 'throttle', retryAfterSecs: 3_000 });
    await makeDue();
    await tend();
    const [throttled] = await rows();
    expect(throttled.due_at.getTime() - Date.now()).toBeGreaterThan(2_900_000);

    vendor.behave({ mode: 'ok' });
    await makeDue();
    await tend();
    expect((await rows())[0]).toMatchObject({ state: 'registered', error: null });
  });

  it('stays registered while its sender is out of order', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    await tend();
    vendor.behave({ mode: 'fail', status: 502 });
    await makeDue();
    await tend();

    expect((await rows())[0]).toMatchObject({ state: 'registered', tries: 1 });
  });

  it('is not tried for an address that nobody outside can reach', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    await tend({ publicUrl: 'http://127.0.0.1:3000' });

    expect(vendor.requests).toEqual([]);
    expect((await rows())[0]).toMatchObject({
      error: expect.stringContaining('PUBLIC_URL'),
      why: { code: 'source_unreachable', values: { url: 'http://127.0.0.1:3000' } },
    });
  });

  it('is held by one worker at a time, and whoever lost it writes nothing', async () => {
    const { flowId } = await aFlow();
    await want(flowId, await aConnection());
    const [slow] = await claimRegistrations(pool, { limit: 10, leaseSecs: 0 });
    const [quick] = await claimRegistrations(pool, { limit: 10, leaseSecs: 60 });
    if (!slow || !quick) throw new Error('it was not claimed');
    expect(await claimRegistrations(pool, { limit: 10, leaseSecs: 60 })).toEqual([]);

    await tendRegistration(quick, means());
    await tendRegistration(slow, means());
    const end = {
      state: 'failed',
      senderIds: [],
      error: 'x',
      why: null,
      tries: 1,
      againInSecs: 1,
    } as const;

    expect(await settleRegistration(pool, slow, end)).toBe(false);
    expect((await rows())[0]).toMatchObject({ state: 'registered' });
  });

  it('has the key of its sender renewed once for all flows, and keeps what came instead', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    let renewals = 0;
    const access: AgingAccess = {
      isFresh: ({ untilMs }, nowMs) => typeof untilMs === 'number' && untilMs > nowMs,
      renew: async (_, { next }, nowMs) => {
        if (next !== `next-${renewals}`) throw new Rejected('it was used before');
        renewals += 1;
        return {
          apiToken: `glpat-renewed-${renewals}`,
          next: `next-${renewals}`,
          untilMs: nowMs + 60_000,
        };
      },
    };
    const connectionId = await aConnection({ next: 'next-0' });
    await want((await aFlow()).flowId, connectionId);
    await want((await aFlow()).flowId, connectionId);

    await tend({ findRegistration: () => ({ ...known, access }) });

    expect(trouble).toEqual([]);
    expect(renewals).toBe(1);
    const used = vendor.requests.map(({ headers }) => headers['private-token']);
    expect(new Set(used)).toEqual(new Set(['glpat-renewed-1']));
    const kept = await createConnectionOpener(pool, ring)(scope, { connectionId, app: 'gitlab' });
    expect(kept).toMatchObject({
      apiToken: 'glpat-renewed-1',
      next: 'next-1',
      baseUrl: vendor.url,
    });
  });

  it('says that a person must act when its sender renews the key no more', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    const access: AgingAccess = {
      isFresh: () => false,
      renew: () => Promise.reject(new NeedsReconnect('install it again')),
    };
    await want((await aFlow()).flowId, await aConnection());

    await tend({ findRegistration: () => ({ ...known, access }) });

    expect(vendor.requests).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'failed', error: 'install it again' });
  });
});
