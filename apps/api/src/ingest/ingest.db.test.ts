import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal, uuidv7 } from '@hookline/platform';
import { waitFor } from '@hookline/testkit';
import { givenApi, givenFlow, givenOwner, readEvents, type GivenApi } from '../start/api.given.js';

describe('ingest', () => {
  let api: GivenApi;
  let workspaceId: string;
  beforeAll(async () => {
    api = await givenApi();
    workspaceId = (await givenOwner(api)).scope.workspaceId;
  });
  afterAll(() => api.stop());

  const tilda = { app: 'tilda', event: 'form' };
  const flow = (given: Parameters<typeof givenFlow>[2] = {}) =>
    givenFlow(api.pool, workspaceId, given);

  it('answers 202 with an id once the event and its run are on disk', async () => {
    const { hook, flowId } = await flow();

    const answer = await api.ask(`${hook}/orders/7?a=1&a=2`, {
      json: { Name: 'Anna', big: 12345678901234567890n.toString() },
      headers: { 'x-shop': 'one' },
    });

    expect(answer.status).toBe(202);
    const { id, status } = (await answer.json()) as { id: string; status: string };
    expect(status).toBe('accepted');
    const [event] = await readEvents(api.pool, flowId);
    expect(event).toMatchObject({
      id,
      state: 'accepted',
      method: 'POST',
      path: '/orders/7',
      query: 'a=1&a=2',
      body_kind: 'json',
      summary: 'Anna',
    });
    expect(event?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`)).toContain(
      'x-shop: one',
    );
    const runs = await api.pool.query('SELECT id FROM open_runs WHERE event_id = $1', [id]);
    expect(runs.rows).toEqual([{ id: event?.run_id }]);
  });

  it.each(['draft', 'paused'] as const)(
    'captures what reaches a %s flow, and holds it',
    async (state) => {
      const { hook, flowId } = await flow({ state });

      const answer = await api.ask(hook, { json: { a: 1 } });

      expect(answer.status).toBe(202);
      expect(await readEvents(api.pool, flowId)).toMatchObject([{ state: 'held', run_id: null }]);
    },
  );

  it('runs at once what comes after a flow was published, whatever is remembered of it', async () => {
    const { hook, flowId } = await flow({ state: 'paused' });
    await api.ask(hook, { json: { n: 1 } });
    await api.pool.query(`UPDATE flows SET state = 'live' WHERE id = $1`, [flowId]);

    await api.ask(hook, { json: { n: 2 } });

    const states = (await readEvents(api.pool, flowId)).map(({ state }) => state);
    expect(states).toEqual(['held', 'accepted']);
  });

  it('speaks as Tilda wants: ok to its test, ok to a lead, ok to a repeated lead', async () => {
    const { hook, flowId } = await flow({ trigger: tilda });
    const post = (form: Record<string, string>) =>
      api.ask(hook, { method: 'POST', body: new URLSearchParams(form) });

    const lead = { Name: 'Anna', Phone: '+79000000000', tranid: '100:1' };
    const answers = [];
    for (const form of [{ test: 'test' }, lead, lead]) answers.push(await post(form));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['ok', 'ok', 'ok']);
    const events = await readEvents(api.pool, flowId);
    expect(events.map(({ state }) => state)).toEqual(['test', 'accepted', 'duplicate']);
    expect(events[1]?.summary).toBe('Anna · +79000000000');
  });

  it('answers a duplicate with the id of the first event', async () => {
    const settings = { dedupePath: 'order' };
    const { hook } = await flow({ trigger: { app: 'webhook', event: 'received', settings } });
    const send = async () => (await api.ask(hook, { json: { order: 7 } })).json();

    const [first, again, third] = [await send(), await send(), await send()] as {
      id: string;
      duplicate?: boolean;
    }[];

    expect(first?.duplicate).toBeUndefined();
    expect(again).toEqual({ id: first?.id, status: 'accepted', duplicate: true });
    expect(third).toEqual(again);
  });

  it('takes one of many equal requests that come at once, and answers all of them', async () => {
    const settings = { dedupePath: 'order' };
    const { hook, flowId } = await flow({
      trigger: { app: 'webhook', event: 'received', settings },
    });

    const answers = await Promise.all(
      Array.from({ length: 40 }, () => api.ask(hook, { json: { order: 8 } })),
    );

    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { id: string }).id),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(ids).size).toBe(1);
    const events = await readEvents(api.pool, flowId);
    expect(events.filter(({ state }) => state === 'accepted')).toHaveLength(1);
    expect(events).toHaveLength(40);
  });

  it('refuses a broken body, and shows it to the owner', async () => {
    const { hook, flowId } = await flow();

    const answer = await api.ask(hook, {
      method: 'POST',
      body: '{"a":',
      headers: { 'content-type': 'application/json' },
    });

    expect(answer.status).toBe(400);
    const [event] = await readEvents(api.pool, flowId);
    expect(event).toMatchObject({ state: 'rejected', run_id: null });
    expect(event?.body.toString()).toBe('{"a":');
    expect(event?.reason).not.toBe('');
  });

  it('keeps no more than a bounded number of rejected requests of one flow', async () => {
    const { hook, flowId } = await flow();
    const init = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } };

    const answers = await Promise.all(Array.from({ length: 80 }, () => api.ask(hook, init)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    const kept = (await readEvents(api.pool, flowId)).length;
    expect(kept).toBeGreaterThanOrEqual(60);
    expect(kept).toBeLessThanOrEqual(62);
  });

  it('keeps the files of a form beside the event', async () => {
    const { hook, flowId } = await flow();
    const form = new FormData();
    form.set('Name', 'Anna');
    form.set('photo', new File([Buffer.from([0, 1, 2, 255])], '../../x.png'));

    const answer = await api.ask(hook, { method: 'POST', body: form });

    expect(answer.status).toBe(202);
    const [event] = await readEvents(api.pool, flowId);
    const files = await api.pool.query<{ bytes: Buffer; field: string }>(
      'SELECT field, bytes FROM event_files WHERE event_id = $1',
      [event?.id],
    );
    expect(files.rows).toEqual([{ field: 'photo', bytes: Buffer.from([0, 1, 2, 255]) }]);
  });

  it('takes a body of an unknown kind, of no kind, and with zero characters, byte for byte', async () => {
    const { hook, flowId } = await flow();
    const odd = Buffer.from([0, 255, 254, 10]);
    const zero = '{"Name":"A\\u0000nna"}';

    const answers = [
      await api.ask(hook, { method: 'POST', body: odd, headers: { 'content-type': 'x/odd' } }),
      await api.ask(hook, { method: 'POST', body: odd }),
      await api.ask(hook, {
        method: 'POST',
        body: zero,
        headers: { 'content-type': 'application/json' },
      }),
      await api.ask(hook, { method: 'POST' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const bodies = (await readEvents(api.pool, flowId)).map(({ body }) => body);
    expect(bodies).toEqual([odd, odd, Buffer.from(zero), Buffer.alloc(0)]);
  });

  it('makes no event of HEAD and OPTIONS, and answers TRACE with 405', async () => {
    const { hook, flowId } = await flow();

    expect((await api.ask(hook, { method: 'HEAD' })).status).toBe(200);
    const options = await api.ask(hook, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([
      204,
      expect.stringContaining('POST'),
    ]);
    expect(await readEvents(api.pool, flowId)).toEqual([]);
  });

  it('makes an event of GET only where the source takes GET', async () => {
    const open = await flow();
    const onlyPost = await flow({ trigger: tilda });

    expect((await api.ask(`${open.hook}?name=Anna`)).status).toBe(202);
    const refused = await api.ask(`${onlyPost.hook}?name=Anna`);
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await readEvents(api.pool, open.flowId)).toHaveLength(1);
  });

  it('answers unknown, deleted and malformed addresses alike', async () => {
    const deleted = await flow();
    await api.pool.query('UPDATE flows SET deleted_at = now() WHERE id = $1', [deleted.flowId]);
    const paths = [deleted.hook, '/hooks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '/hooks/x', '/hooks/%00'];

    const answers = await Promise.all(paths.map((path) => api.ask(path, { json: {} })));

    const bodies = await Promise.all(
      answers.map(async (answer) => (await answer.json()) as { error: { requestId: string } }),
    );
    const told = bodies.map(({ error }) => ({ ...error, requestId: '' }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('stops answering within a moment when a flow is deleted under a remembered address', async () => {
    const { hook, flowId } = await flow();
    expect((await api.ask(hook, { json: {} })).status).toBe(202);
    await api.pool.query('UPDATE flows SET deleted_at = now() WHERE id = $1', [flowId]);

    expect((await api.ask(hook, { json: {} })).status).toBe(404);
    expect(await readEvents(api.pool, flowId)).toHaveLength(1);
  });

  it('asks the key of the connection, refuses without it, and keeps no body of a stranger', async () => {
    const connectionId = uuidv7();
    const place = { workspaceId, connectionId, field: 'values' };
    const values = JSON.stringify({ name: 'X-Api-Key', value: 'canary-0123456789abcdef' });
    await api.pool.query(
      `INSERT INTO connections (workspace_id, id, app, name, sealed) VALUES ($1, $2, 'tilda', 'Key', $3)`,
      [workspaceId, connectionId, seal(api.resources.ring, values, place)],
    );
    const { hook, flowId } = await flow({ trigger: { ...tilda, connectionId } });
    const post = (headers: Record<string, string>) =>
      api.ask(hook, { method: 'POST', body: new URLSearchParams({ Name: 'Anna' }), headers });

    const answers = [
      await post({}),
      await post({ 'x-api-key': 'canary-0123456789abcdeF' }),
      await post({ 'x-api-key': 'canary-0123456789abcdef' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
    const events = await readEvents(api.pool, flowId);
    expect(events.map(({ state }) => state)).toEqual(['rejected', 'rejected', 'accepted']);
    expect(events.slice(0, 2).map(({ body }) => body.length)).toEqual([0, 0]);
    expect(JSON.stringify(events)).not.toContain('canary-0123456789abcdef');
  });

  it.each([
    ['gone', uuidv7()],
    ['no id at all', 'not-a-uuid'],
  ])('fails closed when the connection of the source is %s', async (_, connectionId) => {
    const { hook, flowId } = await flow({ trigger: { ...tilda, connectionId } });
    const answer = await api.ask(hook, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(answer.status).toBe(401);
    expect((await readEvents(api.pool, flowId)).map(({ state }) => state)).toEqual(['rejected']);
  });

  it('asks to come back while the database is away, and takes the next request after it is back', async () => {
    const { hook, flowId } = await flow();
    expect((await api.ask(hook, { json: { n: 1 } })).status).toBe(202);
    api.proxy.behave({ mode: 'black-hole' });
    api.proxy.resetAll();
    const startMs = performance.now();

    const refused = await api.ask(hook, { json: { n: 2 } });

    expect(performance.now() - startMs).toBeLessThan(3_500);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
    expect((await api.ask('/health/live')).status).toBe(200);
    api.proxy.behave({ mode: 'pass' });
    api.proxy.resetAll();
    await waitFor(async () => (await api.ask(hook, { json: { n: 3 } })).status === 202, {
      what: 'the webhook answers again',
      timeoutMs: 15_000,
    });
    const numbers = (await readEvents(api.pool, flowId)).map(
      ({ body }) => JSON.parse(body.toString()).n,
    );
    expect(numbers.slice(0, 2)).toEqual([1, 3]);
  });
});
