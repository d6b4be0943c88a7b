import { findRegistration } from '@hookline/connectors';
import { seal } from '@hookline/platform';
import { claimRegistrations, settleRegistration, wantRegistration } from '@hookline/store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBox } from './secret-box.js';
import { openTending, publicUrl, type Hook, type Tending } from './tend-registration.given.js';
import { tendRegistration } from './tend-registration.js';

describe('a registration that a worker tends', () => {
  let g: Tending;
  beforeAll(async () => (g = await openTending()));
  afterAll(() => g.close());
  beforeEach(() => g.begin());
  afterEach(() => g.end());

  it('is made once, with a secret of its own, and only looked at from then on', async () => {
    const { flowId, token } = await g.aFlow();
    await g.want(flowId, await g.aConnection());

    await g.tend();
    await g.makeDue();
    await g.tend();

    expect(g.posts()).toBe(1);
    expect(g.hooks).toMatchObject([{ url: `${publicUrl}/hooks/${token}`, issues_events: true }]);
    const [row] = await g.rows();
    expect(row).toMatchObject({ state: 'registered', error: null, sender_ids: ['1'] });
    expect(row.checked_at).toBeInstanceOf(Date);
    const secret = String(g.hooks[0]?.['token']);
    expect(secret.length).toBeGreaterThan(40);
    expect(row.sealed.toString('latin1')).not.toContain(secret);
    const box = openBox(g.ring, { ...row, scope: g.scope, id: row.id, sealed: row.sealed });
    expect(box.values).toEqual({ token: secret });
  });

  it('takes the secret that the person chose, and keeps no other', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection({ token: 'chosen-by-anna' }));
    await g.tend();

    const [row] = await g.rows();
    expect(g.hooks[0]?.['token']).toBe('chosen-by-anna');
    expect(openBox(g.ring, { ...row, scope: g.scope }).values).toEqual({});
  });

  it('keeps the secret that it made up for a day when the person chooses another', async () => {
    const { flowId } = await g.aFlow();
    const connectionId = await g.aConnection();
    await g.want(flowId, connectionId);
    await g.tend();
    const secret = g.hooks[0]?.['token'];
    const place = { workspaceId: g.scope.workspaceId, connectionId, field: 'values' };
    const values = { apiToken: 'glpat-1234567890', baseUrl: g.vendor.url, token: 'chosen-by-anna' };
    await g.pool.query('UPDATE connections SET sealed = $2 WHERE id = $1', [
      connectionId,
      seal(g.ring, JSON.stringify(values), place),
    ]);
    await g.makeDue();
    await g.tend();

    expect(g.hooks[0]?.['token']).toBe('chosen-by-anna');
    const [row] = await g.rows();
    const { previous } = openBox(g.ring, { ...row, scope: g.scope });
    expect(previous.map((one) => one.values)).toEqual([{ token: secret }]);
  });

  it('is made again when it was lost at its sender, or switched off there', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    await g.tend();
    g.hooks = [];
    await g.makeDue();
    await g.tend();
    expect(g.hooks).toHaveLength(1);
    g.hooks[0]!['alert_status'] = 'disabled';
    await g.makeDue();
    await g.tend();

    expect(g.hooks).toMatchObject([{ alert_status: 'executable' }]);
    expect(g.posts()).toBe(3);
  });

  it('is made anew for other events, at the same address, and never twice there', async () => {
    const { flowId } = await g.aFlow();
    const connectionId = await g.aConnection();
    await g.want(flowId, connectionId);
    await g.tend();
    await g.want(flowId, connectionId, ['Push Hook']);
    await g.tend();

    expect(g.hooks).toMatchObject([{ issues_events: false, push_events: true }]);
    expect(await g.rows()).toHaveLength(1);
  });

  it('loses no event when the sender refuses the new choice: the old webhook still stands', async () => {
    const { flowId } = await g.aFlow();
    const connectionId = await g.aConnection();
    await g.want(flowId, connectionId);
    await g.tend();
    const before = [...g.hooks];
    await g.want(flowId, connectionId, ['Push Hook']);
    g.vendor.reply('PUT /api/v4/projects/7/hooks/1', () => ({ status: 500, body: {} }));
    g.vendor.reply('POST /api/v4/projects/7/hooks', () => ({ status: 500, body: {} }));
    await g.tend();

    expect(g.trouble).toHaveLength(1);
    expect(g.hooks).toEqual(before);
    expect(g.hooks).toHaveLength(1);
    expect(g.vendor.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('whose secret the sender alone knows is made anew first, and the old one taken away last', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    const telling = { ...known, secretField: null, tellsSecret: true };
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    g.hooks = [{ id: 5, url: `${publicUrl}/hooks/${(await g.rows())[0]?.token}` }];
    g.vendor.reply('POST /api/v4/projects/7/hooks', () => ({ status: 500, body: {} }));
    await g.tend({ findRegistration: () => telling });
    expect(g.hooks).toMatchObject([{ id: 5 }]);

    g.vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      const made = { ...(json as object), id: 6 } as Hook;
      g.hooks.push(made);
      return { status: 201, body: made };
    });
    await g.makeDue();
    await g.tend({ findRegistration: () => telling });
    expect(g.hooks).toMatchObject([{ id: 6 }]);
    expect((await g.rows())[0]).toMatchObject({ state: 'registered', sender_ids: ['6'] });
  });

  it('is not made twice when the answer to the first was lost on the way', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    g.vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      g.hooks.push({ ...(json as object), id: g.hooks.length + 1 } as Hook);
      return { status: 500, body: {} };
    });
    await g.tend();
    expect((await g.rows())[0]).toMatchObject({ state: 'failed', tries: 1 });
    g.vendor.reply('POST /api/v4/projects/7/hooks', ({ json }) => {
      const made = { ...(json as object), id: 9 } as Hook;
      g.hooks.push(made);
      return { status: 201, body: made };
    });
    await g.makeDue();
    await g.tend();

    expect(g.hooks).toHaveLength(1);
    expect((await g.rows())[0]).toMatchObject({ state: 'registered', error: null });
  });

  it('leaves its sender when the flow is gone, also when the sender knows it no more', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    await g.tend();
    await wantRegistration(g.scope, g.store, { flowId, wanted: null });
    await g.tend();

    expect(g.hooks).toEqual([]);
    expect(await g.rows()).toEqual([]);
    expect(await g.tend()).toBe(0);
  });

  it('says in words why it failed, and comes back by itself where that may help', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    g.vendor.behave({ mode: 'fail', status: 403, body: { message: 'insufficient_scope' } });
    await g.tend();
    expect((await g.rows())[0]).toMatchObject({
      state: 'failed',
      error: 'insufficient_scope (status 403)',
    });

    g.vendor.behave({ mode: 'throttle', retryAfterSecs: 3_000 });
    await g.makeDue();
    await g.tend();
    const [throttled] = await g.rows();
    expect(throttled.due_at.getTime() - Date.now()).toBeGreaterThan(2_900_000);

    g.vendor.behave({ mode: 'ok' });
    await g.makeDue();
    await g.tend();
    expect((await g.rows())[0]).toMatchObject({ state: 'registered', error: null });
  });

  it('stays registered while its sender is out of order', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    await g.tend();
    g.vendor.behave({ mode: 'fail', status: 502 });
    await g.makeDue();
    await g.tend();

    expect((await g.rows())[0]).toMatchObject({ state: 'registered', tries: 1 });
  });

  it('is not tried for an address that nobody outside can reach', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    await g.tend({ publicUrl: 'http://127.0.0.1:3000' });

    expect(g.vendor.requests).toEqual([]);
    expect((await g.rows())[0]).toMatchObject({
      error: expect.stringContaining('PUBLIC_URL'),
      why: { code: 'source_unreachable', values: { url: 'http://127.0.0.1:3000' } },
    });
  });

  it('is held by one worker at a time, and whoever lost it writes nothing', async () => {
    const { flowId } = await g.aFlow();
    await g.want(flowId, await g.aConnection());
    const [slow] = await claimRegistrations(g.pool, { limit: 10, leaseSecs: 0 });
    const [quick] = await claimRegistrations(g.pool, { limit: 10, leaseSecs: 60 });
    if (!slow || !quick) throw new Error('it was not claimed');
    expect(await claimRegistrations(g.pool, { limit: 10, leaseSecs: 60 })).toEqual([]);

    await tendRegistration(quick, g.means());
    await tendRegistration(slow, g.means());
    const end = {
      state: 'failed',
      senderIds: [],
      error: 'x',
      why: null,
      tries: 1,
      againInSecs: 1,
    } as const;

    expect(await settleRegistration(g.pool, slow, end)).toBe(false);
    expect((await g.rows())[0]).toMatchObject({ state: 'registered' });
  });

  it.each([400, 401, 500])(
    'keeps no secret of a sender that answers %i and repeats what it was sent',
    async (status) => {
      const answer = ({ headers, text }: { headers: object; text: string }) => ({
        status,
        body: { message: `bad ${JSON.stringify(headers)} ${text}` },
      });
      await g.want((await g.aFlow()).flowId, await g.aConnection({ token: 'chosen-by-anna' }));
      g.vendor.reply('POST /api/v4/projects/7/hooks', ({ text }) => answer({ headers: {}, text }));
      await g.tend();
      const [refused] = await g.rows();
      g.vendor.reply('GET /api/v4/projects/7/hooks', (request) => {
        const { 'private-token': key } = request.headers;
        return answer({ headers: { key }, text: '' });
      });
      await g.makeDue();
      await g.tend();
      const [unread] = await g.rows();

      for (const row of [refused, unread]) {
        const told = JSON.stringify([row.error, row.why]);
        expect(told).toMatch(/bad .*\*\*\*/);
        expect(told).not.toMatch(/glpat|chosen-by/);
      }
      expect(String(g.trouble)).not.toMatch(/glpat|chosen-by/);
    },
  );
});
