import { createServer, type Server } from 'node:http';
import type { ConnectionView, Proposal } from '@hookline/contract';
import { startProgram, waitFor, type Program } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  givenTwoWorkspaces,
  type Member,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

type Asked = { id: string; error: { code: string; details?: { why?: { code: string } } } };

let given: TwoWorkspaces;
let worker: Program;
/** Hangs when it is asked to think, unless it is told what to say; it tells its models at once. */
let model: Server;
let reply: { status: number; body: string } | null = null;
let [asked, closed] = [0, 0];
let [mine, theirs] = ['', ''];

beforeAll(async () => {
  given = await givenTwoWorkspaces();
  model = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') return void response.end('{"data": []}');
    asked += 1;
    response.on('close', () => (closed += 1));
    if (reply) response.writeHead(reply.status, { location: '/v2' }).end(reply.body);
  });
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  const { api } = given;
  worker = await startProgram({
    app: 'worker',
    env: {
      DATABASE_URL: api.databaseUrl,
      DATA_DIR: api.dataDir,
      OUTBOUND_ALLOW: '127.0.0.1/32',
    },
  });
  [mine, theirs] = await Promise.all([aModel(given.owner), aModel(given.stranger)]);
}, 60_000);
afterAll(async () => {
  await worker.stop();
  model.closeAllConnections();
  model.close();
  await given.api.stop();
});
beforeEach(() => {
  [reply, asked, closed] = [null, 0, 0];
});

async function aModel({ call }: Member): Promise<string> {
  const address = model.address();
  const port = typeof address === 'object' ? address?.port : null;
  const values = { baseUrl: `http://127.0.0.1:${port}/v1`, key: 'k', model: 'small' };
  const { body } = await call<ConnectionView>('POST', '/connections', {
    app: 'ai',
    name: 'Model',
    values,
  });
  return body.id;
}

const ask = ({ call }: Member, connectionId: string) =>
  call<Asked>('POST', '/proposals', { connectionId, description: 'Mail me every lead' });
const isForgotten = async () =>
  (await given.api.pool.query('SELECT FROM calls')).rowCount === 0 ? true : null;

it('of many questions at the same moment takes three, and counts the withdrawn until they end', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(given.owner, mine)));

  const taken = answers.filter(({ status }) => status === 202);
  expect([taken.length, answers.filter(({ status }) => status === 429).length]).toEqual([3, 5]);
  await waitFor(() => asked === 3, { what: 'the model is asked three times' });
  // Nobody lets go of a question that another worker has.
  const { owner, api } = given;
  await api.pool.query(
    `INSERT INTO calls (workspace_id, id, kind, request, state)
     SELECT $1, gen_random_uuid(), 'ask_model', '{}', 'taken' FROM generate_series(1, 3)`,
    [owner.scope.workspaceId],
  );
  const { rows } = await api.pool.query<{ id: string }>('SELECT id FROM calls');
  for (const { id } of rows)
    expect((await owner.call('DELETE', `/proposals/${id}`)).status).toBe(204);
  await waitFor(() => closed === 3, { what: 'the model sees its lines closed' });
  expect((await ask(owner, mine)).body.error.code).toBe('too_many_requests');
  expect((await owner.call('GET', `/proposals/${rows[0]?.id}`)).status).toBe(404);
  expect((await owner.call('DELETE', `/proposals/${rows[0]?.id}`)).status).toBe(404);
  const kept = await api.pool.query(`SELECT FROM calls WHERE request <> '{}'`);
  expect(kept.rowCount).toBe(0);
  await api.pool.query('DELETE FROM calls');
}, 20_000);

it('answers the checks of others at once while models hang, and lets go of what is given up', async () => {
  const { owner, stranger, api } = given;
  const { rows } = await api.pool.query<{ id: string }>(
    `INSERT INTO calls (workspace_id, id, kind, request)
     SELECT $1, gen_random_uuid(), 'ask_model', $2 FROM generate_series(1, 12) RETURNING id`,
    [owner.scope.workspaceId, JSON.stringify({ connectionId: mine, instruction: 'x', text: 'y' })],
  );
  await waitFor(() => asked === 6, { what: 'as many models think as may' });

  const check = await stranger.call<{ ok: boolean }>('POST', `/connections/${theirs}/check`);
  expect(check.body.ok).toBe(true);
  expect(closed).toBe(0);

  for (const { id } of rows) await owner.call('DELETE', `/proposals/${id}`);
  await waitFor(() => closed > 0 && closed === asked, {
    what: 'the lines to the model are closed',
  });
  await waitFor(isForgotten, { what: 'nothing of them is kept' });
}, 20_000);

it.each([
  ['a refusal', { status: 400, body: '{"error": {"message": "no"}}' }],
  ['a redirect', { status: 302, body: '' }],
  ['silence', { status: 200, body: '{"choices": [{"message": {"content": " "}}]}' }],
  ['a flood', { status: 200, body: `"${'x'.repeat(5 * 1_024 * 1_024 + 1)}"` }],
])('tells %s as a fault of the model, not of the asker', async (_name, said) => {
  reply = said;
  const { body } = await ask(given.stranger, theirs);

  const answer = await waitFor(
    async () => {
      const read = await given.stranger.call<Proposal & Asked>('GET', `/proposals/${body.id}`);
      return read.status === 200 && read.body.state === 'working' ? null : read;
    },
    { what: 'the proposal' },
  );

  expect([answer.status, answer.body.error.code]).toEqual([502, 'model_failed']);
  expect(answer.body.error.details?.why?.code).toBeTruthy();
});
