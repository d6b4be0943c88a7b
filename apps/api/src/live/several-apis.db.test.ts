import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePath, type LiveMessage } from '@hookline/contract';
import { openKeyFile } from '@hookline/platform';
import { openPool, type Pool } from '@hookline/store';
import {
  createTestDatabase,
  roundRobin,
  startProgram,
  waitFor,
  type Program,
  type RoundRobin,
  type TestDatabase,
} from '@hookline/testkit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SetupOffer } from '../account/setup-offer.js';
import { anna, givenFlow } from '../start/api.given.js';

const names = ['a', 'b', 'c'];
const owner = { ...anna, language: 'en', timeZone: 'UTC' };

let database: TestDatabase;
let pool: Pool;
let folder: string;
let balancer: RoundRobin;
let apis: readonly Program[];
let a: string;
let b: string;
let c: string;

/** Three api processes as on three machines: nothing in common but the database, and a copy of the key for each. */
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 2 });
  folder = await mkdtemp(join(tmpdir(), 'hookline-several-'));
  await openKeyFile(join(folder, 'secret.key'));
  balancer = await roundRobin({ ends: names.length });
  apis = await Promise.all(balancer.ports.map((port, index) => startApi(index, port)));
  const urls = balancer.ports.map((port) => `http://127.0.0.1:${port}`);
  [a = '', b = '', c = ''] = urls;
  await waitFor(() => balancer.readyPorts().length === names.length, { what: 'all are ready' });
});
afterAll(async () => {
  await balancer.stop();
  await Promise.all(apis.map((api) => api.stop()));
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const folderOf = (index: number): string => join(folder, names[index] ?? '');

async function startApi(index: number, port: number): Promise<Program> {
  await mkdir(folderOf(index));
  await cp(join(folder, 'secret.key'), join(folderOf(index), 'secret.key'));
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: folderOf(index),
    PORT: String(port),
    PUBLIC_URL: balancer.url,
    LOOP_DELAY_MAX_MS: '20000',
  };
  return startProgram({ app: 'api', env });
}

const post = (url: string, json: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: balancer.url },
    body: JSON.stringify(json),
  });

const sockets: WebSocket[] = [];
afterEach(() => sockets.splice(0).forEach((socket) => socket.terminate()));

async function signIn(url: string): Promise<string> {
  const { email, password } = owner;
  const answer = await post(`${url}/api/auth/sign-in/email`, { email, password });
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** An open page; resolves when it is let in. */
async function openPage(url: string, cookie: string): Promise<LiveMessage[]> {
  const headers = { cookie, origin: balancer.url };
  const socket = new WebSocket(`${url.replace('http', 'ws')}${livePath}`, { headers });
  sockets.push(socket);
  const heard: LiveMessage[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as LiveMessage));
  await waitFor(() => heard.length > 0, { what: 'hello is said' });
  return heard;
}

async function flow() {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM workspaces');
  return givenFlow(pool, rows[0]?.id ?? '');
}

const socketsOf = async (url: string): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^hookline_live_sockets (\d+)/m.exec(metrics)?.[1]);
};

it('take one owner link, whichever of them is asked, and none of them after that', async () => {
  const ring = await openKeyFile(join(folder, 'secret.key'));
  const token = await new SetupOffer(pool, ring).tell();
  const create = async (url: string, given = token) =>
    (await post(`${url}/api/v1/setup`, { ...owner, token: given })).status;

  expect(await Promise.all([a, b, c].map((url) => create(url, 'a guess')))).toEqual([
    403, 403, 403,
  ]);
  const answers = await Promise.all([a, b, c].map((url) => create(url)));

  expect(answers.sort()).toEqual([201, 409, 409]);
  expect(await Promise.all([a, b, c].map((url) => create(url)))).toEqual([409, 409, 409]);
  expect(apis.map((api) => api.log()).join()).not.toContain(token);
  const kept = await Promise.all(names.map((_, index) => readdir(folderOf(index))));
  expect(kept).toEqual(names.map(() => ['secret.key']));
});

it('tell a page that is open at one, with a session of another, what came to a third', async () => {
  const { flowId, hook } = await flow();
  const heard = await openPage(b, await signIn(a));

  expect((await post(`${c}${hook}`, { lead: 1 })).status).toBe(202);

  await waitFor(() => heard.length > 1, { what: 'the event is told' });
  expect(heard).toEqual([{ topic: 'hello' }, { topic: 'events', flowId }]);
});

it('need no sticky sessions behind a proxy: each page hears everything, wherever it is held', async () => {
  const { flowId, hook } = await flow();
  const cookie = await signIn(balancer.url);
  const pages = await Promise.all(names.map(() => openPage(balancer.url, cookie)));
  await waitFor(async () => (await Promise.all([a, b, c].map(socketsOf))).join() === '1,1,1', {
    what: 'each holds a page',
  });

  for (const at of names.keys()) {
    expect((await post(`${balancer.url}${hook}`, { lead: at })).status).toBe(202);
    await waitFor(() => pages.every((heard) => heard.length === at + 2), {
      what: `all pages hear of lead ${at}`,
    });
  }

  expect(pages).toEqual(
    pages.map(() => [{ topic: 'hello' }, ...names.map(() => ({ topic: 'events', flowId }))]),
  );
});
