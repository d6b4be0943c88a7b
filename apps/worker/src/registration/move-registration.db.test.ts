import { claimRegistrations, findRegistration, listLeftBehind } from '@hookline/store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBox } from './secret-box.js';
import { openTending, publicUrl, type Hook, type Tending } from './tend-registration.given.js';

describe('a registration whose flow is connected otherwise', () => {
  let g: Tending;
  beforeAll(async () => (g = await openTending()));
  afterAll(() => g.close());
  beforeEach(() => g.begin());
  afterEach(() => g.end());

  it('moves to a new address by standing there first, and leaving the old one then', async () => {
    const { flowId } = await g.aFlow();
    const connectionId = await g.aConnection();
    await g.want(flowId, connectionId);
    await g.tend();
    await g.pool.query('UPDATE hooks SET revoked_at = now() WHERE flow_id = $1', [flowId]);
    await g.pool.query(
      `INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ('\\x01', 'rotated', $1, $2)`,
      [g.scope.workspaceId, flowId],
    );
    await g.want(flowId, connectionId);

    expect(await g.tend()).toBe(1);
    expect(g.hooks).toHaveLength(2);
    expect(await g.tend()).toBe(1);
    expect(g.hooks).toMatchObject([{ url: `${publicUrl}/hooks/rotated` }]);
    expect(g.posts()).toBe(2);
  });

  describe('at a changed place', () => {
    type Move = { connectionId?: string; project?: string };
    const move = async (flowId: string, { connectionId, project = '7' }: Move) =>
      g.want(flowId, connectionId ?? (await g.aConnection()), ['Issue Hook'], project);
    let others: Hook[];
    beforeEach(() => {
      others = [];
      g.vendor.reply('GET /api/v4/projects/8/hooks', () => ({ body: others }));
      g.vendor.reply('POST /api/v4/projects/8/hooks', ({ json }) => {
        const made = { alert_status: 'executable', ...(json as { url: string }), id: 80 };
        others.push(made);
        return { status: 201, body: made };
      });
    });

    it('stands there before it leaves where it was', async () => {
      const { flowId } = await g.aFlow();
      const connectionId = await g.aConnection();
      await move(flowId, { connectionId });
      await g.tend();
      await move(flowId, { connectionId, project: '8' });
      await g.tend();

      expect([g.hooks, others]).toMatchObject([[{ id: 1 }], [{ id: 80 }]]);
      await g.tend();
      expect([g.hooks, others]).toMatchObject([[], [{ id: 80 }]]);
      expect(await g.rows()).toMatchObject([{ state: 'registered', place: { project: '8' } }]);
    });

    it('leaves nothing as long as the new place refuses, and says so', async () => {
      const { flowId } = await g.aFlow();
      const connectionId = await g.aConnection();
      await move(flowId, { connectionId });
      await g.tend();
      await move(flowId, { connectionId, project: '8' });
      g.vendor.reply('GET /api/v4/projects/8/hooks', () => ({ status: 404, body: {} }));
      await g.tend();
      await g.tend();

      expect(g.hooks).toHaveLength(1);
      const found = await findRegistration(g.scope, g.store, flowId);
      expect(found).toMatchObject({
        state: 'failed',
        hasFormer: true,
        why: { code: 'source_not_found', values: { status: 404 } },
      });
    });

    it('keeps the webhook that another connection has by now, with no moment without one', async () => {
      const { flowId } = await g.aFlow();
      await move(flowId, {});
      await g.tend();
      const secret = g.hooks[0]?.['token'];
      await move(flowId, {});
      await g.tend();
      await g.tend();

      expect(g.hooks).toMatchObject([{ id: 1, issues_events: true }]);
      expect(g.hooks[0]?.['token']).not.toBe(secret);
      expect(g.vendor.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
      expect(await g.rows()).toMatchObject([{ state: 'registered', sender_ids: ['1'] }]);
    });

    const boxOf = async () => {
      const [row] = await g.rows();
      return openBox(g.ring, { scope: g.scope, id: row.id, sealed: row.sealed });
    };

    it('keeps the secrets of the places that it left for a day, the newest few', async () => {
      const { flowId } = await g.aFlow();
      const connectionId = await g.aConnection();
      await move(flowId, { connectionId });
      await g.tend();
      const secrets = [g.hooks[0]?.['token']];
      await move(flowId, { connectionId, project: '8' });
      await g.tend();
      await g.tend();
      expect(g.hooks).toEqual([]);
      const box = await boxOf();
      expect(box.previous.map(({ values }) => values['token'])).toEqual(secrets);
      expect(box.values['token']).not.toBe(secrets[0]);
      const leftMs = (box.previous[0]?.untilMs ?? 0) - Date.now();
      expect(leftMs / 3_600_000).toBeCloseTo(24, 1);

      for (let times = 0; times < 4; times += 1) {
        await move(flowId, {});
        await g.tend();
        await g.tend();
      }
      const now = await boxOf();
      expect(now.previous).toHaveLength(3);
      expect(g.hooks[0]?.['token']).toBe(now.values['token']);
    });

    it('keeps the secret that a changed webhook had, be it the own one of another connection', async () => {
      const { flowId } = await g.aFlow();
      await move(flowId, { connectionId: await g.aConnection({ token: 'chosen-by-anna' }) });
      await g.tend();
      await move(flowId, {});
      await g.tend();
      await g.tend();

      expect(g.hooks).toHaveLength(1);
      const { previous } = await boxOf();
      expect(previous.map(({ values }) => values)).toEqual([{ token: 'chosen-by-anna' }]);
    });

    it('keeps its secret also when nobody can take away the old webhook', async () => {
      const { flowId } = await g.aFlow();
      const connectionId = await g.aConnection();
      await move(flowId, { connectionId });
      await g.tend();
      const secret = g.hooks[0]?.['token'];
      await move(flowId, { project: '8' });
      await g.tend();
      g.vendor.reply('GET /api/v4/projects/7/hooks', () => ({ status: 403, body: {} }));
      await g.tend();

      const [left, row] = await g.rows();
      expect([left, row]).toMatchObject([
        { state: 'leaving', sealed: null },
        { state: 'registered' },
      ]);
      expect(await listLeftBehind(g.scope, g.store, { flowId })).toMatchObject([
        { app: 'gitlab', place: { project: '7' } },
      ]);
      await g.tend();
      expect(await g.tend()).toBe(0);
      const { previous } = openBox(g.ring, { scope: g.scope, id: row.id, sealed: row.sealed });
      expect(previous.map(({ values }) => values)).toEqual([{ token: secret }]);
    });

    it('is looked at again when the old one is gone, should both have been one', async () => {
      const { flowId } = await g.aFlow();
      await move(flowId, {});
      await g.tend();
      const twin = await g.aConnection({ baseUrl: g.vendor.url.replace('127.0.0.1', 'localhost') });
      await move(flowId, { connectionId: twin });
      await g.tend();
      await g.tend();
      expect(g.hooks).toEqual([]);
      await g.tend();

      expect(g.hooks).toHaveLength(1);
      expect(await g.rows()).toMatchObject([{ state: 'registered' }]);
    });

    it('is tended by nobody while somebody is about the other one', async () => {
      const { flowId } = await g.aFlow();
      await move(flowId, {});
      await g.tend();
      await move(flowId, { project: '8' });
      const [held] = await claimRegistrations(g.pool, { limit: 10, leaseSecs: 60 });
      expect(held?.place).toEqual({ project: '8' });

      expect(await claimRegistrations(g.pool, { limit: 10, leaseSecs: 60 })).toEqual([]);
    });
  });
});
