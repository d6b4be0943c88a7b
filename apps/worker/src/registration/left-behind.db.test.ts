import { forgetLeftBehind, leaveRegistrations, listLeftBehind, scopeOf } from '@hookline/store';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTending, type Tending } from './tend-registration.given.js';

describe('a webhook that its sender lets nobody take away', () => {
  let g: Tending;
  beforeAll(async () => (g = await openTending()));
  afterAll(() => g.close());
  beforeEach(() => g.begin());
  afterEach(() => g.end());

  const everywhere = () => listLeftBehind(g.scope, g.store, { flowId: null });

  async function aDeletedFlow() {
    const flow = await g.aFlow();
    await g.want(flow.flowId, await g.aConnection());
    await g.tend();
    await leaveRegistrations(g.scope, g.store, flow.flowId);
    await g.pool.query('UPDATE flows SET deleted_at = now() WHERE id = $1', [flow.flowId]);
    return flow;
  }

  it.each([
    ['refuses', 403, 1],
    ['does not answer', 503, 6],
  ] as const)(
    'and %s (%i) is named after %i tries, with its deleted flow',
    async (_, status, most) => {
      const { flowId, token } = await aDeletedFlow();
      g.vendor.behave({ mode: 'fail', status });
      for (let tries = 1; tries <= most; tries += 1) {
        expect(await everywhere()).toEqual([]);
        await g.makeDue();
        await g.tend();
      }

      expect(await everywhere()).toMatchObject([
        {
          flowId,
          token,
          flowName: 'Test',
          isFlowDeleted: true,
          app: 'gitlab',
          place: { project: '7' },
          connectionName: 'gitlab',
        },
      ]);
      await g.tend();
      expect(await g.tend()).toBe(0);
    },
  );

  it('is forgotten when a person says so, by nobody of another workspace, and after a month', async () => {
    await aDeletedFlow();
    g.vendor.behave({ mode: 'fail', status: 403 });
    await g.tend();
    const [left] = await everywhere();
    const stranger = scopeOf(randomUUID());

    expect(await listLeftBehind(stranger, g.store, { flowId: null })).toEqual([]);
    expect(await forgetLeftBehind(stranger, g.store, left?.id ?? '')).toBe(false);
    expect(await forgetLeftBehind(g.scope, g.store, 'no-id')).toBe(false);
    await g.pool.query(`UPDATE registrations SET checked_at = now() - interval '31 days'`);
    expect(await everywhere()).toEqual([]);
    await g.pool.query('UPDATE registrations SET checked_at = now()');
    expect(await forgetLeftBehind(g.scope, g.store, left?.id ?? '')).toBe(true);
    expect(await everywhere()).toEqual([]);
  });

  it('cannot be forgotten as long as a worker still tries', async () => {
    await aDeletedFlow();
    const [row] = await g.rows();
    expect(await forgetLeftBehind(g.scope, g.store, row.id)).toBe(false);
    expect(await g.rows()).toHaveLength(1);
  });
});
