import { longestDescription, type ConnectionView, type Proposal } from '@hookline/contract';
import {
  fakeVendor,
  startProgram,
  waitFor,
  type FakeVendor,
  type Program,
} from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { givenTwoWorkspaces, type TwoWorkspaces } from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
let worker: Program;
let vendor: FakeVendor;
let connectionId: string;

beforeAll(async () => {
  given = await givenTwoWorkspaces();
  vendor = await fakeVendor();
  worker = await startProgram({
    app: 'worker',
    env: {
      DATABASE_URL: given.api.databaseUrl,
      DATA_DIR: given.api.dataDir,
      OUTBOUND_ALLOW: '127.0.0.1/32',
    },
  });
  const connection = await given.owner.call<ConnectionView>('POST', '/connections', {
    app: 'ai',
    name: 'Model',
    values: { baseUrl: `${vendor.url}/v1`, key: 'sk-canary', model: 'small' },
  });
  connectionId = connection.body.id;
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await vendor.stop();
  await given.api.stop();
});
beforeEach(() => vendor.behave({ mode: 'ok' }));

type Refusal = { error: { code: string; message: string; details?: { why?: { code: string } } } };
type Answer = { status: number; body: Proposal & Refusal };

const says = (content: string) =>
  vendor.reply('POST /v1/chat/completions', { body: { choices: [{ message: { content } }] } });

async function ask(more: object = {}, by: keyof TwoWorkspaces & ('owner' | 'stranger') = 'owner') {
  const body = { connectionId, description: 'Mail me every lead', ...more };
  return given[by].call<{ id: string } & Refusal>('POST', '/proposals', body);
}

async function answerTo(more: object = {}): Promise<Answer> {
  const asked = await ask(more);
  expect(asked.status).toBe(202);
  return answerOf(asked.body.id);
}

function answerOf(id: string): Promise<Answer> {
  return waitFor(
    async () => {
      const read = await given.owner.call<Answer['body']>('GET', `/proposals/${id}`);
      return read.status === 200 && read.body.state === 'working' ? null : read;
    },
    { what: 'the proposal', timeoutMs: 15_000 },
  );
}

const mail = {
  id: 'mail',
  type: 'action',
  app: 'email',
  action: 'send',
  input: { subject: 'Lead' },
};
const flow = { name: 'Leads', trigger: { app: 'tilda', event: 'form' }, steps: [mail] };

it('makes a draft of a description, says what is missing, and stores nothing', async () => {
  says(JSON.stringify(flow));
  const flows = async () =>
    (await given.owner.call<{ items: unknown[] }>('GET', '/flows')).body.items;
  const before = await flows();

  const { status, body } = await answerTo({ description: 'Mail me, canary-of-mine' });

  expect([status, body.state]).toEqual([200, 'ready']);
  expect(body).toMatchObject({
    document: { name: 'Leads', trigger: flow.trigger, steps: [{ id: 'mail', connectionId: null }] },
    problems: [{ pointer: '/steps/0/input/to', code: 'required' }],
    leftOut: [],
  });
  expect(await flows()).toEqual(before);
});

it('sends what was written and the catalogue, and neither logs nor keeps it', async () => {
  const [first] = vendor.requests;
  const { messages } = first?.json as { messages: { role: string; content: string }[] };

  expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(messages[1]?.content).toBe('Mail me, canary-of-mine');
  expect(messages[0]?.content).toContain('email/send');
  expect(messages[0]?.content).not.toContain('canary');
  const logs = given.api.log.join('') + worker.log();
  expect(logs).not.toMatch(/canary-of-mine|sk-canary/);
});

it('leaves out of a hostile answer what there is not, and connections of others', async () => {
  says(
    JSON.stringify({
      ...flow,
      endpoint: { through: connectionId },
      steps: [
        { ...mail, connectionId },
        { ...mail, id: 'x', app: 'evil', input: { a: '<script>' } },
      ],
    }).replace('{', '{"__proto__":{"isAdmin":1},'),
  );

  const { body } = await answerTo({ source: { app: 'webhook', event: 'received' } });

  expect(body).toMatchObject({
    document: { trigger: { app: 'webhook' } },
    leftOut: [{ kind: 'action', name: 'evil/send' }],
  });
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`${connectionId}|isAdmin|script`));
});

it('loses no answer with the line of its reader, and forgets it when told to', async () => {
  says(JSON.stringify(flow));
  const { id } = (await ask()).body;
  await answerOf(id);

  expect((await answerOf(id)).body.state).toBe('ready');

  expect((await given.owner.call('DELETE', `/proposals/${id}`)).status).toBe(204);
  const { rowCount } = await given.api.pool.query('SELECT FROM calls WHERE id = $1', [id]);
  expect(rowCount).toBe(0);
});

it.each([
  ['words', 'I would rather not.'],
  ['too much', JSON.stringify({ ...flow, name: 'x'.repeat(300_000) })],
])('an answer of %s is told as no flow', async (_name, content) => {
  says(content);

  const { status, body } = await answerTo();

  expect([status, body.error.code]).toEqual([422, 'proposal_unusable']);
  expect(body.error.message).toContain('Say it in other words');
});

it("tells the service's own refusal", async () => {
  vendor.behave({ mode: 'fail', status: 401, times: 1 });

  const { status, body } = await answerTo();

  expect([status, body.error.code]).toEqual([422, 'connection_invalid']);
  expect(body.error.details?.why?.code).toBe('status_key');
});

it('makes nobody else wait while a model thinks, is given up, and asks three at a time', async () => {
  vendor.reply('GET /v1/models', { body: { data: [] } });
  vendor.behave({ mode: 'hang', times: 1 });
  const before = vendor.requests.length;
  const { body } = await ask();
  await vendor.until((requests) => requests.length > before, { what: 'the model is asked' });
  // As many as wait for a worker that is not there.
  await given.api.pool.query(
    `INSERT INTO calls (workspace_id, id, kind, request, state)
     SELECT workspace_id, gen_random_uuid(), kind, request, state FROM calls, generate_series(1, 2)`,
  );

  const check = await given.owner.call<{ ok: boolean }>(
    'POST',
    `/connections/${connectionId}/check`,
  );
  expect(check.body.ok).toBe(true);
  expect((await ask()).body.error.code).toBe('too_many_requests');
  expect((await given.stranger.call('GET', `/proposals/${body.id}`)).status).toBe(404);
  expect((await given.stranger.call('DELETE', `/proposals/${body.id}`)).status).toBe(404);
  expect((await given.owner.call('DELETE', `/proposals/${body.id}`)).status).toBe(204);
  expect((await given.owner.call('GET', `/proposals/${body.id}`)).status).toBe(404);
  await given.api.pool.query('DELETE FROM calls');
});

it.each([
  [{ description: 'x'.repeat(longestDescription + 1) }, 400],
  [{ description: '  ' }, 400],
  [{ description: '\0\0\0\0' }, 400],
  [{ description: '\u200b \u202e\u2800\u3164' }, 400],
  [{ more: true }, 400],
  [{ source: { app: 'evil', event: 'form' } }, 400],
  [{ connectionId: '0199a1b2-0000-7000-8000-000000000001' }, 404],
])('refuses the question %j', async (change, status) => {
  const before = vendor.requests.length;

  const answer = await ask(change, status === 404 ? 'stranger' : 'owner');

  expect(answer.status).toBe(status);
  expect(vendor.requests.length).toBe(before);
});

it('asks nothing of a connection of another workspace or app, or for a stranger', async () => {
  const other = await given.owner.call<ConnectionView>('POST', '/connections', {
    app: 'http',
    name: 'CRM',
    values: { auth: 'none' },
  });

  expect((await ask({}, 'stranger')).status).toBe(404);
  expect((await ask({ connectionId: other.body.id })).status).toBe(404);
  expect((await given.api.ask('/api/v1/proposals', { json: {} })).status).toBe(401);
});

it('lets nobody ask without end', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 12 }, () => ask({}, 'stranger').then(({ status }) => status)),
  );

  expect(statuses).toContain(429);
});
