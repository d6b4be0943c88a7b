import { once } from 'node:events';
import { livePath, type LiveMessage } from '@hookline/contract';
import { createAnnouncer, scopeOf } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { anna, givenApi, givenFlow, givenOwner, type GivenApi } from '../start/api.given.js';

describe('live changes', () => {
  let api: GivenApi;
  let owner: Awaited<ReturnType<typeof givenOwner>>;
  beforeAll(async () => {
    api = await givenApi();
    owner = await givenOwner(api);
  });
  afterAll(() => api.stop());

  const open: WebSocket[] = [];
  afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));

  function connect(headers: Record<string, string>, path = livePath) {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}${path}`, { headers });
    open.push(socket);
    const messages: LiveMessage[] = [];
    socket.on('message', (data) => messages.push(JSON.parse(String(data)) as LiveMessage));
    socket.on('error', () => undefined);
    return { socket, messages };
  }

  async function refusal(headers: Record<string, string>, path?: string): Promise<number> {
    const { socket } = connect(headers, path);
    const [, response] = (await once(socket, 'unexpected-response')) as [
      unknown,
      { statusCode: number },
    ];
    return response.statusCode;
  }

  const saysHello = (messages: LiveMessage[]) =>
    waitFor(() => messages.some(({ topic }) => topic === 'hello'), { what: 'hello is said' });

  it('tells the pages of a workspace that an event came, and no other workspace', async () => {
    const { flowId, hook } = await givenFlow(api.pool, owner.scope.workspaceId);
    const { messages } = connect(owner.bearer);
    await saysHello(messages);
    const other = createAnnouncer(api.pool, { everyMs: 1, onError: () => undefined });
    other.announce(scopeOf('019a0000-0000-7000-8000-0000000000ff'), {
      topic: 'runs',
      flowId: 'theirs',
    });
    await other.close();

    await api.ask(hook, { json: { a: 1 } });

    await waitFor(() => messages.length > 1, { what: 'the event is told' });
    expect(messages).toEqual([{ topic: 'hello' }, { topic: 'events', flowId }]);
  });

  it('forgets what it knew of an address when another process changes the flow', async () => {
    const { flowId, hook } = await givenFlow(api.pool, owner.scope.workspaceId, {
      trigger: { app: 'tilda', event: 'form' },
      state: 'draft',
    });
    expect((await api.ask(hook)).status).toBe(405);
    await api.pool.query(
      `UPDATE flows SET draft = jsonb_set(draft::jsonb, '{trigger}', '{"app": "webhook", "event": "received"}') WHERE id = $1`,
      [flowId],
    );
    const other = createAnnouncer(api.pool, { everyMs: 1, onError: () => undefined });
    other.announce(owner.scope, { topic: 'flows', flowId });

    await waitFor(async () => (await api.ask(hook)).status === 202, {
      what: 'the new source is asked',
      timeoutMs: 3_000,
    });
    await other.close();
  });

  it('lets in a session from our own page only', async () => {
    const answer = await api.ask('/api/auth/sign-in/email', {
      json: anna,
      headers: { origin: api.url },
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

    const { messages } = connect({ cookie, origin: api.url });
    await saysHello(messages);

    expect(await refusal({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await refusal({ cookie, origin: 'null' })).toBe(403);
    expect(await refusal({ cookie })).toBe(403);
    expect(await refusal({ origin: api.url })).toBe(401);
    expect(await refusal({ authorization: 'Bearer nonsense' })).toBe(401);
    expect(await refusal(owner.bearer, '/api/v1/other')).toBe(404);
  });
});
