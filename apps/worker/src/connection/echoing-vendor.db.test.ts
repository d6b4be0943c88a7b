import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject } from '@hookline/contract';
import { ConnectorError, type Http, type Ports } from '@hookline/connector-kit';
import { connectors, findConnector } from '@hookline/connectors';
import { createDoor, openKeyFile, seal, type KeyRing } from '@hookline/platform';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConnection } from '../call/check-connection.js';
import { listChoices } from '../call/list-choices.js';
import { createHttpPort } from '../port/http-port.js';
import { performStep } from '../run/perform-step.js';
import { callStep, openWorkerHouse, type WorkerHouse } from '../run/worker-house.given.js';
import { createConnectionOpener } from './open-connection.js';
import type { LiveFlow } from '../run/worker-house.given.js';

const canary = 'canary+9f/8e7d6c5b4a';
const botToken = '123456789:AAEcanary9f8e7d6c5b4a39281706f5e4d';
/** Of all forms that a vendor may repeat, those that carry it. */
const tells = [canary, encodeURIComponent(canary), 'canary', '9f8e7d', '9f/8e7d', '9f\\/8e7d'];

type Given = { app: string; settings: JsonObject; secrets: JsonObject };

const door = createDoor({ allow: ['127.0.0.1/32'] });
let vendor: FakeVendor;
let house: WorkerHouse;
let ring: KeyRing;
let flow: LiveFlow;
let status = 401;

beforeAll(async () => {
  vendor = await fakeVendor();
  vendor.reply('*', ({ path, query, headers, text }) => {
    const { authorization = '', ...rest } = headers;
    const message = `bad ${authorization} ${path} ${query.toString()} ${JSON.stringify(rest)} ${text}`;
    return { status, body: { error: { message }, description: message } };
  });
  house = await openWorkerHouse();
  ring = await openKeyFile(join(house.dataDir, 'secret.key'));
});
afterAll(async () => {
  await house.close();
  await vendor.stop();
  await door.close();
});

const http = (auth: string, more: JsonObject, secrets: JsonObject): Given => ({
  app: 'http',
  settings: { auth, testUrl: 'https://vendor.example/me', hosts: 'vendor.example', ...more },
  secrets,
});

const givens: Given[] = [
  http('bearer', {}, { token: canary }),
  http('basic', { user: 'anna' }, { password: canary }),
  http('header', { headerName: 'X-Mine' }, { headerValue: canary }),
  {
    app: 'ai',
    settings: { baseUrl: 'https://vendor.example/v1', model: 'small' },
    secrets: { key: canary },
  },
  { app: 'telegram', settings: { hasOwnServer: false }, secrets: { token: botToken } },
  {
    app: 'email',
    settings: {
      host: 'mail.example',
      port: 25,
      secure: false,
      user: 'a',
      fromAddress: 'a@b.example',
    },
    secrets: { password: canary },
  },
];
const input = {
  to: 'a@example.com',
  subject: 'x',
  text: 'x',
  instruction: 'x',
  chat: '1',
  url: 'https://vendor.example/x',
  method: 'POST',
  body: {},
};

/** The real door, but every address leads to the one vendor. */
const toVendor = (signal: AbortSignal): Http => {
  const port = createHttpPort(door, { signal, timeoutMs: 5_000, gate: null });
  return {
    request: (request) => {
      const { pathname, search } = new URL(request.url);
      return port.request({ ...request, url: `${vendor.url}${pathname}${search}` });
    },
  };
};

/** A mail server that repeats what it was given; there is no table here. */
const openPorts = (signal = AbortSignal.timeout(5_000)): Ports => {
  const refuse = ({ password }: { password: string }): Promise<never> => {
    const login = Buffer.from(`\0a\0${password}`).toString('base64');
    return Promise.reject(new MailSaid(`535 bad AUTH PLAIN ${login} of ${password}`));
  };
  const unused = () => Promise.reject(new Error('not used'));
  return {
    http: toVendor(signal),
    mail: { send: refuse, verify: refuse, catch: unused },
    tables: { list: unused, insert: unused, update: unused, find: unused, findOrInsert: unused },
  };
};

class MailSaid extends ConnectorError {
  readonly code = 'rejected';
  constructor(answer: string) {
    super(answer, { why: { code: 'status_refused', quote: answer } });
  }
}

async function aConnection({ app, settings, secrets }: Given): Promise<string> {
  const id = randomUUID();
  const { scope } = flow;
  const place = { workspaceId: scope.workspaceId, connectionId: id, field: 'values' };
  await house.pool.query(
    `INSERT INTO connections (workspace_id, id, app, name, settings, sealed) VALUES ($1, $2, $3, 'X', $4, $5)`,
    [
      scope.workspaceId,
      id,
      app,
      JSON.stringify(settings),
      seal(ring, JSON.stringify({ ...settings, ...secrets }), place),
    ],
  );
  return id;
}

function expectHidden(told: string): void {
  expect(told).toMatch(/bad .*\*\*\*/);
  for (const one of tells) expect(told).not.toContain(one);
  for (const [token] of told.matchAll(/[A-Za-z0-9+/_-]{12,}/g))
    expect(Buffer.from(token, 'base64').toString()).not.toContain('canary');
}

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => Promise.reject(new Error('it must fail')),
    (error: unknown) => {
      if (!(error instanceof ConnectorError)) throw error;
      return JSON.stringify([error.message, error.why]);
    },
  );

const rowsOf = async (table: string): Promise<string> =>
  JSON.stringify(
    (await house.pool.query(`SELECT to_jsonb(t) - 'sealed' AS r FROM ${table} t`)).rows,
  );

describe('a vendor that repeats all it was sent in its error', () => {
  beforeAll(async () => {
    flow = await house.aLiveFlow([]);
  });

  it('is tried with every connector that has a secret', () => {
    const withSecret = connectors.filter(({ connection }) =>
      Object.values(connection?.fields ?? {}).some(({ kind }) => kind === 'secret'),
    );
    expect(new Set(givens.map(({ app }) => app))).toEqual(
      new Set(withSecret.map(({ key }) => key)),
    );
  });

  const cases = givens.flatMap((given) => [400, 401, 500].map((code) => ({ given, code })));
  it.each(cases)(
    'tells no secret in any error: $given.app $given.settings.auth $code',
    async ({ given, code }) => {
      status = code;
      const { scope } = flow;
      const { app } = given;
      const connectionId = await aConnection(given);
      const openConnection = createConnectionOpener(house.pool, ring);
      const known = findConnector(app);
      const answers: string[] = [];
      for (const action of known?.actions ?? []) {
        if (action.connection === 'none') continue;
        const step = { stepId: 's', action, app, connectionId, input };
        const call = { ...step, idempotencyKey: 'k', timeoutMs: 5_000 };
        const settings = { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' };
        const means = { scope, settings, openConnection };
        answers.push(
          await failureOf(
            performStep(call, { ...means, openPorts: (_, signal) => openPorts(signal) }),
          ),
        );
      }
      for (const choices of Object.keys(known?.choices ?? {})) {
        const request = { app, choices, connectionId, input };
        const means = { findConnector, openConnection, openPorts: () => openPorts() };
        answers.push(await failureOf(listChoices(scope, request, means)));
      }
      const means = { pool: house.pool, ring, findConnector, openPorts: () => openPorts() };
      answers.push(JSON.stringify(await checkConnection(scope, connectionId, means)));
      answers.push(
        JSON.stringify(
          (
            await house.pool.query('SELECT error, why FROM connections WHERE id = $1', [
              connectionId,
            ])
          ).rows,
        ),
      );

      expect(answers.length).toBeGreaterThan(2);
      expectHidden(answers.join('\n'));
    },
  );

  it('leaves no secret in what a run keeps of it', async () => {
    status = 401;
    const connectionId = await aConnection({
      app: 'http',
      settings: { auth: 'bearer', hosts: '127.0.0.1' },
      secrets: { token: canary },
    });
    const live = await house.aLiveFlow([{ ...callStep(`${vendor.url}/x`), connectionId }]);
    await house.leads(live, 1);
    await house.start();
    await waitFor(async () => (await rowsOf('step_attempts')).includes('bad '), {
      what: 'the attempt',
    });
    await waitFor(async () => (await rowsOf('open_runs')).includes('bad '), { what: 'the run' });

    expectHidden(await rowsOf('step_attempts'));
    expectHidden(await rowsOf('open_runs'));
    expect(await rowsOf('connections')).not.toContain('canary');
  });
});
