import * as contract from '@hookline/contract';
import type { AttentionView, Endpoint } from '@hookline/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aDocument,
  aLiveFlow,
  givenTwoWorkspaces,
  send,
  type Answer,
  type TwoWorkspaces,
} from './two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

const everything: readonly unknown[] = Object.values(contract);
const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

/** Every endpoint of the contract that names a thing by its id. */
const named = everything
  .filter(isEndpoint)
  .filter(({ path }) => path.includes('{') && !path.startsWith('/templates/'));

/** A body that each would take, so that nothing but the id is at fault. */
const bodies: Readonly<Record<string, unknown>> = {
  saveDraft: { document: aDocument(), revision: 1 },
  nameFlowVersion: { name: 'Mine now' },
  pinSample: { eventId: null },
  settleHeld: { decision: 'discard' },
  testStep: { stepId: 'tell', eventId: null },
  shadowRun: { revision: 1 },
  replayRun: { from: 'start' },
  runEvent: { flowId: '00000000-0000-7000-8000-000000000000' },
  resolveRun: { answer: 'check_again' },
  updateConnection: { name: 'Mine now' },
  updateCatcher: { name: 'Mine now' },
  updateTable: { columns: [{ name: 'A', type: 'text' }] },
  insertRow: { values: {} },
  updateRow: { values: {} },
};

async function everyId(): Promise<Record<string, string>> {
  const { owner, api } = given;
  const flow = await aLiveFlow(owner);
  await send(flow, { a: 1 }, api);
  type Items = { items: { id: string }[] };
  const idOf = ({ body }: Answer<Items>) => body.items[0]?.id ?? 'none';
  const connection = await owner.call<{ id: string }>('POST', '/connections', {
    app: 'http',
    name: 'Mine',
    values: { auth: 'bearer', token: 't' },
  });
  const columns = [{ name: 'A', type: 'text' }];
  await owner.call('POST', '/tables', { name: 'Secret', columns });
  const row = await owner.call<{ id: string }>('POST', '/tables/Secret/rows', {
    values: { A: 'x' },
  });
  const runs = idOf(await owner.call<Items>('GET', '/runs'));
  await owner.call('POST', '/runs/cancel', { select: { ids: [runs] } });
  await api.pool.query(
    `INSERT INTO registrations (workspace_id, id, flow_id, app, event, connection_id, token, place, events, is_all,
                                state, due_at, checked_at)
     VALUES ($1, $2, $2, 'gitlab', 'event', $2, 't', '{}', '{}', false, 'leaving', 'infinity', now())`,
    [owner.scope.workspaceId, flow.id],
  );
  const catcher = await owner.call<{ id: string }>('POST', '/catchers', { name: 'Mine' });
  return {
    flows: flow.id,
    attention: flow.id,
    catchers: catcher.body.id,
    events: idOf(await owner.call<Items>('GET', '/events')),
    runs,
    replays: idOf(await owner.call<Items>('GET', '/replays')),
    connections: connection.body.id,
    tables: row.body.id,
    'api-keys': idOf(await owner.call<Items>('GET', '/api-keys')),
    outbox: flow.id,
  };
}

it("answers 404 to another workspace's ids, on every endpoint that takes one", async () => {
  const ids = await everyId();
  expect(named.length).toBeGreaterThan(20);
  for (const { id, method, path } of named) {
    const room = path.split('/')[1] ?? '';
    const url = path.replace('{name}', 'Secret').replace('{id}', ids[room] ?? 'none');
    const { status } = await given.stranger.call(method, url, bodies[id]);
    expect([id, url, status]).toEqual([id, url, 404]);
  }
  for (const path of ['body', 'files/0']) {
    const { status } = await given.stranger.call('GET', `/events/${ids['events']}/${path}`);
    expect([path, status]).toEqual([path, 404]);
  }
});

it('lists nothing of another workspace', async () => {
  const ids = await everyId();
  const flowId = ids['flows'];
  for (const path of [
    '/flows',
    '/events',
    `/events?flowId=${flowId}`,
    '/runs',
    `/runs?flowId=${flowId}`,
    '/tables',
    '/connections',
    '/outbox',
    '/replays',
    '/attention',
    '/catchers',
  ]) {
    const { body } = await given.stranger.call<{ items: unknown[] }>('GET', path);
    expect([path, body.items]).toEqual([path, []]);
  }
  const { leftBehind } = (await given.stranger.call<AttentionView>('GET', '/attention')).body;
  expect(leftBehind).toEqual([]);
  expect((await given.stranger.call('GET', '/ledger')).body).toMatchObject({ received: 0 });
});

it('neither installs a template nor looks up choices with a foreign connection', async () => {
  const { connections } = await everyId();
  const install = await given.stranger.call('POST', '/templates/tilda-to-telegram/install', {
    connections: { bot: connections },
    answers: { chat: '1' },
  });
  const look = { app: 'telegram', choices: 'chats', connectionId: connections, input: {} };
  const choices = await given.stranger.call('POST', '/catalog/choices', look);

  expect([install.status, choices.status]).toEqual([404, 404]);
});
