import type { CatcherView, EventSummary, EventView, FlowView, Ledger } from '@hookline/contract';
import { mostCaught } from '@hookline/contract';
import { forgetOldRows } from '@hookline/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  givenTwoWorkspaces,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

const call = <T>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);
const aCatcher = async (name = 'Anything'): Promise<CatcherView> =>
  (await call<CatcherView>('POST', '/catchers', { name })).body;
const send = ({ hookUrl }: CatcherView, json: unknown, init: RequestInit = {}) =>
  given.api.ask(new URL(hookUrl).pathname, { json, ...init });
const caughtBy = async ({ id }: CatcherView): Promise<EventSummary[]> =>
  (await call<{ items: EventSummary[] }>('GET', `/events?flowId=${id}&limit=100`)).body.items;
const view = async ({ id }: CatcherView): Promise<CatcherView> =>
  (await call<CatcherView>('GET', `/catchers/${id}`)).body;

describe('a catcher', () => {
  it('takes whatever comes, as often as it comes, and runs nothing', async () => {
    const catcher = await aCatcher();
    const path = new URL(catcher.hookUrl).pathname;
    const first = await send(catcher, { id: 'same', phone: '+7 903 555-01-02' });
    const repeat = await send(catcher, { id: 'same', phone: '+7 903 555-01-02' });
    await given.api.ask(`${path}/orders?from=ad`, { method: 'GET' });
    await given.api.ask(path, { method: 'DELETE' });
    const type = { 'content-type': 'application/octet-stream' };
    await given.api.ask(path, { method: 'PUT', headers: type, body: 'bytes' });
    await given.api.ask(path, { method: 'PROPFIND', body: 'anything' });

    expect([first.status, repeat.status]).toEqual([202, 202]);
    const caught = await caughtBy(catcher);
    const methods = ['PROPFIND', 'PUT', 'DELETE', 'GET', 'POST', 'POST'];
    expect(caught.map(({ method, reason }) => [method, reason])).toEqual(
      methods.map((method) => [method, null]),
    );
    expect(new Set(caught.map(({ state }) => state))).toEqual(new Set(['captured']));
    expect(caught.every(({ runId }) => runId === null)).toBe(true);
    expect(await view(catcher)).toMatchObject({ caught: 6, name: 'Anything' });
    const { rows } = await given.api.pool.query(`SELECT FROM open_runs WHERE flow_id = $1`, [
      catcher.id,
    ]);
    expect(rows).toEqual([]);
    const found = await call<{ items: EventSummary[] }>(
      'GET',
      `/events/search?text=89035550102&flowId=${catcher.id}`,
    );
    expect(found.body.items).toHaveLength(2);
  });

  it('shows also what it refuses, with the reason', async () => {
    const catcher = await aCatcher();
    const type = { 'content-type': 'application/json' };
    const path = new URL(catcher.hookUrl).pathname;
    const answer = await given.api.ask(path, { method: 'POST', headers: type, body: '{"a":' });

    const [caught] = await caughtBy(catcher);
    expect(answer.status).toBe(400);
    expect(caught).toMatchObject({ state: 'captured', reason: 'the JSON cannot be read' });
  });

  it('is in no sum: neither of its own nor of the workspace', async () => {
    const before = await call<Ledger>('GET', '/ledger');
    const catcher = await aCatcher();
    await send(catcher, { a: 1 });

    const after = await call<Ledger>('GET', '/ledger');
    expect(after.body).toEqual({ ...before.body, balanced: true });
  });

  it('is no flow: it is in no list of them, and nothing can be done with it as one', async () => {
    const catcher = await aCatcher();
    await send(catcher, { a: 1 });
    const [event] = await caughtBy(catcher);
    const at = `/flows/${catcher.id}`;

    const flows = await call<{ items: FlowView[] }>('GET', '/flows?limit=100');
    expect(flows.body.items.map(({ id }) => id)).not.toContain(catcher.id);
    expect((await call('GET', at)).status).toBe(404);
    expect((await call('POST', `${at}/publish`)).status).toBe(404);
    expect((await call('POST', `${at}/resume`)).status).toBe(404);
    expect((await call('DELETE', at)).status).toBe(404);
    expect((await call('PUT', `${at}/sample`, { eventId: event?.id })).status).toBe(404);
    expect((await call('POST', `/events/${event?.id}/run`, { flowId: catcher.id })).status).toBe(
      404,
    );
    const fed = await aFlow(given.owner, aDocument({ endpoint: { through: catcher.id } }));
    expect(fed.problems.map(({ code }) => code)).toContain('feed_unknown');
    expect((await caughtBy(catcher)).length).toBe(1);
  });

  it('answers what its owner wrote, keeps out what must not be stored, and has the name it is given', async () => {
    const catcher = await aCatcher();
    const answer = {
      kind: 'reply',
      status: 201,
      contentType: 'text/plain',
      headers: [],
      body: 'got {id}',
      testDelayMs: 0,
    };
    const changed = await call<CatcherView>('PATCH', `/catchers/${catcher.id}`, {
      name: ' Bitrix ',
      answer,
      masks: ['pin'],
    });
    const answered = await send(catcher, { pin: '4711', name: 'Anna' });

    const [event] = await caughtBy(catcher);
    expect(changed.body).toMatchObject({ name: 'Bitrix', answer, masks: ['pin'] });
    expect([answered.status, await answered.text()]).toEqual([201, `got ${event?.id}`]);
    const { body } = await call<EventView>('GET', `/events/${event?.id}`);
    expect(body.payload).toEqual({ pin: '***', name: 'Anna' });
    const back = await call<CatcherView>('PATCH', `/catchers/${catcher.id}`, { answer: null });
    expect(back.body).toMatchObject({ name: 'Bitrix', answer: null, masks: ['pin'] });
    expect((await send(catcher, { a: 1 })).status).toBe(202);
  });

  it.each([500, 404, 429, 301, 304])(
    'answers %i when a sender is to be tried with it',
    async (status) => {
      const catcher = await aCatcher();
      const body = status === 304 ? '' : 'no';
      const answer = { kind: 'reply', status, contentType: 'text/plain', headers: [], body };
      const changed = await call<CatcherView>('PATCH', `/catchers/${catcher.id}`, { answer });
      expect(changed.body.answer).toMatchObject(answer);

      const answered = await send(catcher, { a: 1 }, { redirect: 'manual' });
      expect([answered.status, await answered.text()]).toEqual([status, body]);
      expect(await caughtBy(catcher)).toMatchObject([{ state: 'captured', reason: null }]);
      expect((await view(catcher)).answer).toMatchObject({ status });
      // A flow tells nobody that an event which it has stored was refused.
      const flow = await call('POST', '/flows', { ...aDocument(), answer });
      expect(flow.status).toBe(422);
    },
  );

  it.each([
    ['no name', 'POST', '', { name: ' ' }, 400],
    ['a word that is not known', 'POST', '', { name: 'A', steps: [] }, 400],
    ['a mask that names nothing', 'PATCH', 'own', { masks: ['header:'] }, 400],
    ['an answer that is none', 'PATCH', 'own', { answer: { kind: 'reply', status: 600 } }, 400],
    ['an id that is none', 'PATCH', 'x', { name: 'A' }, 404],
    ['an id that nobody has', 'DELETE', '00000000-0000-7000-8000-000000000000', undefined, 404],
  ])('is not made or changed with %s', async (_, method, id, body, status) => {
    const path = id === 'own' ? (await aCatcher()).id : id;
    expect((await call(method, `/catchers${path && `/${path}`}`, body)).status).toBe(status);
  });

  it('is one of a hundred at most', async () => {
    const there = (await call<{ items: CatcherView[] }>('GET', '/catchers')).body.items.length;
    await given.api.pool.query(
      `INSERT INTO flows (workspace_id, id, name, draft, catches)
       SELECT $1, gen_random_uuid(), 'Full', '{}', true FROM generate_series(1, $2)`,
      [given.owner.scope.workspaceId, 100 - there],
    );
    const refused = await call('POST', '/catchers', { name: 'One more' });
    await given.api.pool.query(`DELETE FROM flows WHERE name = 'Full'`);

    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'too_many_catchers' } } });
  });

  it('is one of a hundred also when many are made at once', async () => {
    const there = (await call<{ items: CatcherView[] }>('GET', '/catchers')).body.items.length;
    await given.api.pool.query(
      `INSERT INTO flows (workspace_id, id, name, draft, catches)
       SELECT $1, gen_random_uuid(), 'Full', '{}', true FROM generate_series(1, $2)`,
      [given.owner.scope.workspaceId, 98 - there],
    );
    const asked = Array.from({ length: 8 }, () => call('POST', '/catchers', { name: 'At once' }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    await given.api.pool.query(
      `UPDATE flows SET deleted_at = now() WHERE name IN ('Full', 'At once')`,
    );

    expect(statuses.sort()).toEqual([201, 201, ...Array(6).fill(409)]);
  });
});

describe('a captured request', () => {
  it('becomes the sample of any flow, as a copy that outlives the catcher', async () => {
    const catcher = await aCatcher();
    const form = new FormData();
    form.set('name', 'Anna');
    form.set('cv', new File(['hello'], 'cv.txt', { type: 'text/plain' }));
    await given.api.ask(new URL(catcher.hookUrl).pathname, { method: 'POST', body: form });
    const [event] = await caughtBy(catcher);
    const flow = await aFlow(given.owner, aDocument());

    const pinned = await call<FlowView>('PUT', `/flows/${flow.id}/sample`, { eventId: event?.id });
    await call('DELETE', `/catchers/${catcher.id}`);

    expect(pinned.status).toBe(200);
    const copy = await call<EventView>('GET', `/events/${pinned.body.sampleEventId}`);
    expect(copy.body).toMatchObject({
      flowId: flow.id,
      state: 'test',
      reason: 'a copy of a request that came to a catcher',
      payload: { name: 'Anna' },
      attachments: [{ fileName: 'cv.txt', bytes: 5 }],
    });
    const ledger = await call<Ledger>('GET', `/flows/${flow.id}/ledger`);
    expect(ledger.body).toMatchObject({ received: 1, test: 1, balanced: true });
    const path = `/flows/${flow.id}/sample`;
    expect((await given.stranger.call('PUT', path, { eventId: event?.id })).status).toBe(404);
  });

  it('runs on any live flow by hand, and then stays for that run', async () => {
    const catcher = await aCatcher();
    await send(catcher, { name: 'kept' });
    await send(catcher, { name: 'forgotten' });
    const [forgotten, kept] = await caughtBy(catcher);
    const flow = await aLiveFlow(given.owner);

    const run = await call('POST', `/events/${kept?.id}/run`, { flowId: flow.id });
    expect(run.status).toBe(202);
    expect((await call('DELETE', `/catchers/${catcher.id}`)).status).toBe(204);

    expect((await call('GET', `/events/${kept?.id}`)).status).toBe(200);
    expect((await call('GET', `/events/${forgotten?.id}`)).status).toBe(404);
    expect((await call('GET', `/catchers/${catcher.id}`)).status).toBe(404);
    expect((await send(catcher, { late: true })).status).toBe(404);
  });

  it('is forgotten when newer ones are as many as are kept, and those of a flow are not', async () => {
    const catcher = await aCatcher();
    const flow = await aLiveFlow(given.owner);
    for (const flowId of [catcher.id, flow.id]) {
      await given.api.pool.query(
        `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary)
         SELECT $1, uuid_v7_floor(clock_timestamp() - make_interval(secs => $4 - n)), $2,
                $3, 'POST', '', '', '[]', 'none', '', n::text FROM generate_series(1, $4) n`,
        [
          given.owner.scope.workspaceId,
          flowId,
          flowId === flow.id ? 'test' : 'captured',
          mostCaught + 5,
        ],
      );
    }
    // As many batches as there is time for, and one when there is none.
    const late = await forgetOldRows(given.api.pool, { batch: 2, withinMs: 0 });
    expect(late.caught).toBe(2);
    const { caught } = await forgetOldRows(given.api.pool, { batch: 2, withinMs: 10_000 });

    expect(caught).toBe(3);
    expect((await view(catcher)).caught).toBe(mostCaught);
    const { rows } = await given.api.pool.query<{ flow: number; oldest: string }>(
      `SELECT count(*) FILTER (WHERE flow_id = $1)::int AS flow,
              min(summary::int) FILTER (WHERE flow_id = $2)::text AS oldest
       FROM events WHERE flow_id IN ($1, $2)`,
      [flow.id, catcher.id],
    );
    expect(rows).toEqual([{ flow: mostCaught + 5, oldest: '6' }]);
    await given.api.pool.query(
      `UPDATE flows SET deleted_at = now() - interval '2 hours' WHERE id = $1`,
      [catcher.id],
    );
    await forgetOldRows(given.api.pool);
    const gone = await given.api.pool.query('SELECT FROM flows WHERE id = $1', [catcher.id]);
    expect(gone.rowCount).toBe(0);
  });
});
