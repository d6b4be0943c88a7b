import { createHmac, randomUUID } from 'node:crypto';
import type { AttentionView } from '@hookline/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal } from '@hookline/platform';
import { givenApi, givenOwner, readEvents, type GivenApi } from '../start/api.given.js';

type Flow = { id: string; hookUrl: string };
type View = { isPossible: boolean; state: string; missing: { label: { en: string } }[] };

describe('what is to be registered at a sender', () => {
  let api: GivenApi;
  let owner: Awaited<ReturnType<typeof givenOwner>>;
  beforeAll(async () => {
    api = await givenApi();
    owner = await givenOwner(api);
  });
  afterAll(() => api.stop());

  const call = async <T>(method: string, path: string, json?: unknown): Promise<T> => {
    const answer = await api.ask(`/api/v1${path}`, {
      method,
      headers: owner.bearer,
      ...(json === undefined ? {} : { json }),
    });
    if (answer.status >= 300) throw new Error(`${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  };
  const aConnection = async (values: object) =>
    (await call<{ id: string }>('POST', '/connections', { app: 'github', name: 'GitHub', values }))
      .id;
  const aFlow = (connectionId: string, settings: object) =>
    call<Flow>('POST', '/flows', {
      schemaVersion: 1,
      name: 'Issues',
      trigger: { app: 'github', event: 'event', connectionId, settings },
      steps: [],
    });
  const rows = async (flowId: string) =>
    (
      await api.pool.query(
        'SELECT state, place, events, is_all, token FROM registrations WHERE flow_id = $1 ORDER BY created_at',
        [flowId],
      )
    ).rows;

  it('is wanted when the flow is published, otherwise when its source changed, and leaves with it', async () => {
    const connectionId = await aConnection({ apiToken: 'ghp_1' });
    const flow = await aFlow(connectionId, { repository: 'acme/site', events: ['issues'] });
    expect(await rows(flow.id)).toEqual([]);

    await call('POST', `/flows/${flow.id}/publish`);
    const token = flow.hookUrl.split('/').at(-1);
    const place = { repository: 'acme/site' };
    const first = { state: 'wanted', place, events: ['issues'], is_all: false, token };
    expect(await rows(flow.id)).toEqual([first]);
    await call('POST', `/flows/${flow.id}/publish`);
    expect(await rows(flow.id)).toEqual([first]);

    const draft = {
      schemaVersion: 1,
      name: 'Issues',
      trigger: {
        app: 'github',
        event: 'event',
        connectionId,
        settings: { repository: 'acme/shop' },
      },
      steps: [],
    };
    await call('PUT', `/flows/${flow.id}/draft`, { document: draft, revision: 1 });
    await call('POST', `/flows/${flow.id}/publish`);
    expect(await rows(flow.id)).toMatchObject([
      { state: 'leaving', place },
      { state: 'wanted', place: { repository: 'acme/shop' }, is_all: true },
    ]);

    await call('DELETE', `/flows/${flow.id}`);
    expect((await rows(flow.id)).map(({ state }) => state)).toEqual(['leaving', 'leaving']);
  });

  it('names what it lacks, and is wanted as soon as the connection has it', async () => {
    const connectionId = await aConnection({ secret: 'a-secret-of-anna' });
    const flow = await aFlow(connectionId, { repository: 'acme/site' });
    await call('POST', `/flows/${flow.id}/publish`);
    const before = await call<View>('GET', `/flows/${flow.id}/registration`);
    expect(before).toMatchObject({ isPossible: true, state: 'none' });
    expect(before.missing.map(({ label }) => label.en)).toEqual(['Access token']);

    await call('PATCH', `/connections/${connectionId}`, { values: { apiToken: 'ghp_1' } });

    expect(await call('GET', `/flows/${flow.id}/registration`)).toMatchObject({
      state: 'wanted',
      missing: [],
    });
  });

  it('is named where a person looks, when it stayed at the sender after its flow was deleted', async () => {
    const connectionId = await aConnection({ apiToken: 'ghp_1' });
    const flow = await aFlow(connectionId, { repository: 'acme/site' });
    await call('POST', `/flows/${flow.id}/publish`);
    await call('DELETE', `/flows/${flow.id}`);
    const listed = async () => (await call<AttentionView>('GET', '/attention')).leftBehind;
    expect(await listed()).toEqual([]);
    // As a worker leaves what it gives up.
    const { rows: given } = await api.pool.query<{ id: string }>(
      `UPDATE registrations SET due_at = 'infinity', checked_at = now() WHERE flow_id = $1 RETURNING id`,
      [flow.id],
    );
    const id = given[0]?.id ?? '';

    expect(await listed()).toEqual([
      {
        id,
        flowId: flow.id,
        flowName: 'Issues',
        isFlowDeleted: true,
        app: 'github',
        place: 'acme/site',
        connectionName: 'GitHub',
        hookUrl: flow.hookUrl,
        at: expect.any(String),
      },
    ]);
    expect(await call('DELETE', `/attention/left-behind/${id}`)).toBeNull();
    expect(await listed()).toEqual([]);
    await expect(call('DELETE', `/attention/left-behind/${id}`)).rejects.toThrow('404');
  });

  it('is nothing when the owner connects by hand, and then the secret is asked for', async () => {
    const connectionId = await aConnection({ apiToken: 'ghp_1' });
    const settings = { repository: 'acme/site', connectByHand: true };
    const flow = await aFlow(connectionId, settings);

    await expect(call('POST', `/flows/${flow.id}/publish`)).rejects.toThrow('Webhook secret');
    await expect(call('POST', `/flows/${flow.id}/registration/retry`)).rejects.toThrow('409');
  });

  it('lets in what is proved by the secret that was registered, and by nothing else', async () => {
    const connectionId = await aConnection({ apiToken: 'ghp_1' });
    const flow = await aFlow(connectionId, { repository: 'acme/site' });
    await call('POST', `/flows/${flow.id}/publish`);
    const path = new URL(flow.hookUrl).pathname;
    const body = JSON.stringify({ action: 'opened' });
    const send = (secret: string) =>
      api.ask(path, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'issues',
          'x-github-delivery': randomUUID(),
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      });
    const registered = 'made-up-by-a-worker';
    expect((await send(registered)).status).toBe(401);

    const { rows: found } = await api.pool.query<{ id: string; workspace_id: string }>(
      'SELECT id, workspace_id FROM registrations WHERE flow_id = $1',
      [flow.id],
    );
    const [row] = found;
    if (!row) throw new Error('nothing is wanted');
    const place = { workspaceId: row.workspace_id, connectionId: row.id, field: 'registration' };
    const box = JSON.stringify({ values: { secret: registered }, madeWith: null });
    await api.pool.query('UPDATE registrations SET sealed = $2 WHERE id = $1', [
      row.id,
      seal(api.resources.ring, box, place),
    ]);
    await call('POST', `/flows/${flow.id}/publish`);

    expect((await send(registered)).status).toBe(202);
    expect((await send('')).status).toBe(401);
    expect((await readEvents(api.pool, flow.id)).map(({ state }) => state)).toEqual([
      'rejected',
      'accepted',
      'rejected',
    ]);

    // What was registered sends on until another place of it stands, and not a moment longer.
    const document = {
      schemaVersion: 1,
      name: 'Issues',
      trigger: {
        app: 'github',
        event: 'event',
        connectionId: await aConnection({ apiToken: 'ghp_2' }),
        settings: { repository: 'acme/site' },
      },
      steps: [],
    };
    await call('PUT', `/flows/${flow.id}/draft`, { document, revision: 1 });
    await call('POST', `/flows/${flow.id}/publish`);
    expect((await send(registered)).status).toBe(202);
    expect((await send('another')).status).toBe(401);

    // One that cannot be opened takes nothing from what stands now: its replaced secret is good for its time.
    const { rows: standing } = await api.pool.query<{ id: string }>(
      `SELECT id FROM registrations WHERE flow_id = $1 AND state <> 'leaving'`,
      [flow.id],
    );
    const newId = standing[0]?.id ?? '';
    const give = async (overlapMs: number) => {
      const previous = [{ values: { secret: 'replaced' }, untilMs: Date.now() + overlapMs }];
      const text = JSON.stringify({ values: { secret: 'present' }, madeWith: null, previous });
      const sealed = seal(api.resources.ring, text, { ...place, connectionId: newId });
      await api.pool.query('UPDATE registrations SET sealed = $2 WHERE id = $1', [newId, sealed]);
      await api.pool.query(`UPDATE registrations SET sealed = '\\x00' WHERE id = $1`, [row.id]);
      await call('POST', `/flows/${flow.id}/publish`);
    };
    await give(60_000);
    expect((await send('present')).status).toBe(202);
    expect((await send('replaced')).status).toBe(202);
    expect((await send(registered)).status).toBe(401);
    await give(-1);
    expect((await send('present')).status).toBe(202);
    expect((await send('replaced')).status).toBe(401);
    await api.pool.query('DELETE FROM registrations WHERE id = $1', [row.id]);
    await call('POST', `/flows/${flow.id}/publish`);
    expect((await send(registered)).status).toBe(401);
  });
});
