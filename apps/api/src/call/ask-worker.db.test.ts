import { uuidv7 } from '@hookline/platform';
import { answerCall, openPool, openStore, scopeOf, takeCalls, type Scope } from '@hookline/store';
import { createTestDatabase, waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askWorker, valueOf } from './ask-worker.js';

let pool: ReturnType<typeof openPool>;
let opened: Awaited<ReturnType<typeof openStore>>;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let scope: Scope;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
  opened = await openStore({ databaseUrl: database.url, name: 'test', max: 2 });
  scope = scopeOf(uuidv7());
  await pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'A')`, [scope.workspaceId]);
});
afterAll(async () => {
  await opened.close();
  await pool.end();
  await database.drop();
});

const hints = { wakeCalls: () => undefined };
const question = { kind: 'check_connection', request: { connectionId: 'c' } } as const;
const ask = (patienceMs = 5_000) =>
  askWorker(scope, { store: opened.store, hints, patienceMs }, question);
const take = () => takeCalls(pool, { limit: 10, ofModels: false });
const kept = async () => (await pool.query('SELECT id FROM calls')).rowCount;

it('brings the answer of the worker that took the question, and forgets both', async () => {
  const asked = ask();
  const [call] = await waitFor(async () => nonEmpty(await take()), { what: 'a question' });
  expect(call).toMatchObject({ scope, ...question });
  expect(await take()).toEqual([]);

  const answer = { ok: true, value: { message: 'fine\u0000' } };
  await answerCall(scope, pool, { id: call?.id ?? '', answer });

  expect(await asked).toEqual({ ok: true, value: { message: 'fine' } });
  expect(await kept()).toBe(0);
});

it('gives up when no worker answers, and withdraws the question', async () => {
  await expect(ask(60)).rejects.toMatchObject({ code: 'worker_unavailable' });

  expect(await kept()).toBe(0);
  expect(await take()).toEqual([]);
});

it('is not answered by a worker that thinks of another workspace', async () => {
  const asked = ask(1_000);
  const [call] = await waitFor(async () => nonEmpty(await take()), { what: 'a question' });

  const answer = { ok: true, value: null };
  await answerCall(scopeOf(uuidv7()), pool, { id: call?.id ?? '', answer });

  await expect(asked).rejects.toMatchObject({ code: 'worker_unavailable' });
});

it('takes no question that nobody waits for any more', async () => {
  await pool.query(
    `INSERT INTO calls (workspace_id, id, kind, request, asked_at)
     VALUES ($1, $2, 'check_connection', '{}', now() - interval '50 seconds')`,
    [scope.workspaceId, uuidv7()],
  );

  expect(await take()).toEqual([]);
});

it.each([
  ['needs_reconnect', 'connection_invalid'],
  ['rejected', 'invalid_request'],
  ['unavailable', 'try_later'],
  ['throttled', 'try_later'],
  ['internal', 'internal'],
  ['something new', 'internal'],
])('tells a refusal "%s" as "%s"', (code, expected) => {
  const refused = () => valueOf({ ok: false, code, message: 'because' });

  expect(refused).toThrowError(expect.objectContaining({ code: expected, message: 'because' }));
});

const nonEmpty = <T>(list: readonly T[]) => (list.length > 0 ? list : null);
