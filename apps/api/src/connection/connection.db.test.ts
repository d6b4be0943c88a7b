import type { ConnectionView } from '@hookline/contract';
import { readSealedConnection, takeCalls, answerCall } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDocument,
  aFlow,
  anHttpStep,
  givenTwoWorkspaces,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';
import { openValues, sealValues } from './seal-values.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

type Refusal = { error: { code: string; details: { pointer: string }[] } };
const call = <T>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);
const canary = 'canary-9f8e7d';

async function aConnection(values: object = { auth: 'bearer', token: canary, hosts: 'a.example' }) {
  const { status, body } = await call<ConnectionView>('POST', '/connections', {
    app: 'http',
    name: 'CRM',
    values,
  });
  expect(status).toBe(201);
  return body;
}

async function secretsOf(connectionId: string) {
  const { scope } = given.owner;
  const row = await readSealedConnection(scope, given.api.pool, connectionId);
  if (!row) throw new Error('no such connection');
  return openValues(scope, given.api.resources.ring, { connectionId, sealed: row.sealed });
}

describe('a connection', () => {
  it('keeps its secrets sealed: no answer, no log and no column holds one', async () => {
    const connection = await aConnection();

    expect(connection).toMatchObject({
      state: 'untested',
      settings: { auth: 'bearer', hosts: 'a.example' },
      secretsSet: ['token'],
    });
    expect(JSON.stringify((await call('GET', '/connections')).body)).not.toContain(canary);
    const { rows } = await given.api.pool.query('SELECT * FROM connections');
    expect(JSON.stringify(rows)).not.toContain(canary);
    expect(rows.some(({ sealed }) => Buffer.from(sealed).includes(canary))).toBe(false);
    expect(given.api.log.join('\n')).not.toContain(canary);
    expect(await secretsOf(connection.id)).toMatchObject({ token: canary, auth: 'bearer' });
  });

  it('keeps a secret that a change leaves out or leaves empty, and forgets one set to null', async () => {
    const { id } = await aConnection();
    const change = (values: object) =>
      call<ConnectionView>('PATCH', `/connections/${id}`, { values });

    expect((await change({ headerName: 'X-Key' })).body.settings).toMatchObject({
      headerName: 'X-Key',
    });
    expect(await secretsOf(id)).toMatchObject({ token: canary });
    await change({ token: '' });
    expect(await secretsOf(id)).toMatchObject({ token: canary });
    expect((await change({ token: null })).status).toBe(422);
    expect(await secretsOf(id)).toMatchObject({ token: canary });
    expect((await change({ auth: 'none', token: null })).body.secretsSet).toEqual([]);
    expect(await secretsOf(id)).not.toHaveProperty('token');
  });

  it('loses no secret when two change it at once', async () => {
    const { id } = await aConnection({ auth: 'basic', user: 'u', password: 'first' });

    await Promise.all([
      call('PATCH', `/connections/${id}`, { values: { token: 'one' } }),
      call('PATCH', `/connections/${id}`, { values: { headerValue: 'two' } }),
    ]);

    expect(await secretsOf(id)).toMatchObject({
      password: 'first',
      token: 'one',
      headerValue: 'two',
    });
  });

  it('refuses unknown fields, wrong choices and unknown apps, each at its place', async () => {
    const refused = async (app: string, values: object) => {
      const body = { app, name: 'x', values };
      const answer = await call<Refusal>('POST', '/connections', body);
      expect([answer.status, answer.body.error.code]).toEqual([422, 'connection_invalid']);
      return answer.body.error.details.map(({ pointer }) => pointer);
    };

    expect(await refused('http', { auth: 'magic', passwort: 'x' })).toEqual([
      '/values/passwort',
      '/values/auth',
    ]);
    expect(await refused('http', { token: { deep: true } })).toEqual(['/values/token']);
    expect(await refused('no-such-app', {})).toEqual(['/app']);
    expect(await refused('tables', {})).toEqual(['/app']);
    expect(await refused('tilda', {})).toEqual(['/values/name', '/values/value']);
  });

  it('takes no short key of an owner, and lets one go on that was saved before', async () => {
    const refused = async (app: string, values: object) => {
      const answer = await call<Refusal>('POST', '/connections', { app, name: 'x', values });
      expect(answer.status).toBe(422);
      return answer.body.error.details;
    };
    const short = 'fifteen letters';
    const signature = { method: 'signature', signatureHeader: 'x-sign', secret: short };
    expect(await refused('webhook', { name: 'key', value: short })).toEqual([
      { pointer: '/values/value', message: '"Key" takes at least 16 characters' },
    ]);
    expect(await refused('webhook', signature)).toMatchObject([{ pointer: '/values/secret' }]);
    expect(await refused('tilda', { name: 'key', value: short })).toMatchObject([
      { pointer: '/values/value' },
    ]);
    // What a vendor gives out is as long as the vendor wants.
    const vendors = { app: 'trello', name: 'x', values: { secret: 'short' } };
    expect((await call('POST', '/connections', vendors)).status).toBe(201);

    const values = { name: 'key', value: `${short}!` };
    const made = await call<ConnectionView>('POST', '/connections', {
      app: 'webhook',
      name: 'Key',
      values,
    });
    expect(made.status).toBe(201);
    const { id } = made.body;
    const { scope } = given.owner;
    const before = { ...(await secretsOf(id)), value: short };
    const ring = given.api.resources.ring;
    const all = { all: before, settings: {}, secretsSet: ['value'] };
    const { sealed } = sealValues(scope, ring, { connectionId: id, values: all });
    await given.api.pool.query('UPDATE connections SET sealed = $2 WHERE id = $1', [id, sealed]);
    const change = (changed: object) => call('PATCH', `/connections/${id}`, { values: changed });
    expect((await change({ name: 'other' })).status).toBe(200);
    expect((await change({ value: short })).status).toBe(200);
    expect(await secretsOf(id)).toMatchObject({ name: 'other', value: short });
    expect((await change({ value: 'another short' })).status).toBe(422);
  });

  it('is not deleted while a draft or a published version uses it', async () => {
    const { id } = await aConnection();
    const document = aDocument({ steps: [anHttpStep({ connectionId: id })] });
    const flow = await aFlow(given.owner, document);
    expect((await call('POST', `/flows/${flow.id}/publish`)).status).toBe(200);
    const revision = flow.draftRevision;
    await call('PUT', `/flows/${flow.id}/draft`, { document: aDocument(), revision });

    const refused = await call<Refusal>('DELETE', `/connections/${id}`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'connection_in_use']);

    await call('POST', `/flows/${flow.id}/publish`);
    expect((await call('DELETE', `/connections/${id}`)).status).toBe(204);
    expect((await call('DELETE', `/connections/${id}`)).status).toBe(404);
  });

  it('is not deleted while the old webhook of a flow, even of a deleted one, needs it to be taken away', async () => {
    const { id } = await aConnection();
    const { workspaceId } = given.owner.scope;
    const flow = await aFlow(given.owner);
    await call('DELETE', `/flows/${flow.id}`);
    const values = [workspaceId, flow.id, id];
    await given.api.pool.query(
      `INSERT INTO registrations (workspace_id, id, flow_id, app, event, connection_id, token, place, events, is_all, state, sealed)
       VALUES ($1, $2, $2, 'gitlab', 'event', $3, 'token', '{}', '{}', false, 'leaving', '\\x01')`,
      values,
    );

    const { items } = (await call<{ items: ConnectionView[] }>('GET', '/connections')).body;
    expect(items.find((one) => one.id === id)).toMatchObject({
      usedByFlows: [],
      leavingFlows: [{ id: flow.id, name: flow.name, isDeleted: true }],
    });

    type Words = { error: { code: string; message: string } };
    const refused = await call<Words>('DELETE', `/connections/${id}`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'connection_in_use']);
    expect(refused.body.error.message).toContain('its old webhook is still being taken away');

    await given.api.pool.query('DELETE FROM registrations WHERE connection_id = $1', [id]);
    expect((await call('DELETE', `/connections/${id}`)).status).toBe(204);
  });

  it('lets its held runs go on when it gets new values', async () => {
    const { id } = await aConnection();
    const { scope } = given.owner;
    const flow = await aFlow(given.owner);
    const { rows } = await given.api.pool.query<{ id: string }>(
      `INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, state, wake_at, waiting_for,
                              connection_id, summary, root_run_id)
       SELECT $1, $2, $2, $2, $2, 'waiting', now() + interval '1 day', 'connection', $3, '', $2 RETURNING id`,
      [scope.workspaceId, flow.id, id],
    );

    await call('PATCH', `/connections/${id}`, { values: { token: 'new' } });

    const due = await given.api.pool.query(
      'SELECT id FROM open_runs WHERE id = $1 AND wake_at <= clock_timestamp()',
      [rows[0]?.id],
    );
    expect(due.rowCount).toBe(1);
  });

  it('is tried out by a worker, and that it fails is an answer', async () => {
    const { id } = await aConnection();
    const { pool } = given.api;

    const asked = call('POST', `/connections/${id}/check`);
    const [taken] = await waitFor(
      async () => {
        const calls = await takeCalls(pool, { limit: 1, ofModels: false });
        return calls.length > 0 ? calls : null;
      },
      { what: 'the question reaches a worker' },
    );
    const answer = { ok: true, value: { ok: false, message: 'the token is wrong' } };
    await answerCall(given.owner.scope, pool, { id: taken?.id ?? '', answer });

    expect(taken).toMatchObject({ kind: 'check_connection', request: { connectionId: id } });
    expect(await asked).toMatchObject({
      status: 200,
      body: { ok: false, message: 'the token is wrong', connection: { id } },
    });
  });
});
