import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createFlow, getFlow, getSetup, listFlows, pauseFlow, replayRun } from '@hookline/contract';
import { scopeOf } from '@hookline/store';
import { createLogger } from '@hookline/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdapter } from './create-adapter.js';
import { ErrorFilter } from './error-filter.js';
import { openHttp } from './open-http.js';
import { ApiError, Asked, Doorkeeper, Handles, Public, type Caller, type Reply } from './index.js';

const lines: string[] = [];
const logger = createLogger({ level: 'debug', name: 'test', write: (line) => lines.push(line) });

@Controller()
class ProbeController {
  @Handles(getFlow)
  async get(@Asked() { params, scope }: Asked<typeof getFlow>): Promise<Reply<typeof getFlow>> {
    if (params.id === 'broken') throw new Error('canary-of-ours');
    if (params.id === 'down') throw Object.assign(new Error('gone'), { code: '57P01' });
    if (params.id === 'nofile')
      throw Object.assign(new Error('no'), { code: 'ENOENT', syscall: 'open' });
    throw new ApiError('flow_not_found', `${scope.workspaceId} has no flow ${params.id}.`);
  }

  @Handles(listFlows)
  list(@Asked() { query }: Asked<typeof listFlows>): Reply<typeof listFlows> {
    return { items: [], nextCursor: String(query.limit) };
  }

  @Handles(createFlow, { bodyError: 'flow_invalid' })
  create(@Asked() { body }: Asked<typeof createFlow>): Reply<typeof createFlow> {
    throw new ApiError('flow_invalid', body.name);
  }

  @Handles(pauseFlow)
  pause(): Reply<typeof pauseFlow> {
    throw new ApiError('flow_state_conflict');
  }

  @Handles(replayRun)
  replay(@Asked() { body }: Asked<typeof replayRun>): Reply<typeof replayRun> {
    return { runId: `${body.from} ${body.version}` };
  }

  @Handles(getSetup)
  setup(): Reply<typeof getSetup> {
    return { needsOwner: true };
  }
}

@Controller()
class ForgetfulController {
  @Get('/forgotten')
  get(): string {
    return 'open to all';
  }
}

@Controller()
class OpenController {
  @Get('/open')
  @Public('a test of the decorator')
  get(): string {
    return 'open';
  }
}

@Module({ controllers: [ProbeController, OpenController] })
class ProbeModule {}

@Module({ controllers: [ForgetfulController] })
class ForgetfulModule {}

/** Knows one session and one key. */
class TestDoorkeeper extends Doorkeeper {
  async identify(headers: Parameters<Doorkeeper['identify']>[0]): Promise<Caller | null> {
    const scope = scopeOf('0199-workspace');
    const { cookie, authorization } = headers;
    if (cookie === 'session=good') return { scope, actor: { kind: 'user', id: 'u', name: 'Ann' } };
    if (authorization === 'Bearer good') {
      return { scope, actor: { kind: 'key', id: 'k', name: 'shop' } };
    }
    return null;
  }
}

async function start(module: new () => object) {
  const adapter = createAdapter({ trustedProxies: [] });
  const publicUrl = 'https://hooks.example';
  const routes = openHttp(adapter, { doorkeeper: new TestDoorkeeper(), publicUrl });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new ErrorFilter(logger));
  await app.init();
  return { app, routes };
}

describe('http', () => {
  let app: NestFastifyApplication;
  let routes: readonly { method: string; url: string }[];
  beforeAll(async () => ({ app, routes } = await start(ProbeModule)));
  afterAll(() => app.close());
  const key = { authorization: 'Bearer good' };
  const session = { cookie: 'session=good' };

  it('answers nobody on any route but the open ones', async () => {
    const members = routes.filter(({ url }) => !['/open', '/api/v1/setup'].includes(url));
    expect(members.length).toBeGreaterThan(3);
    for (const { method, url } of members) {
      const answer = await app.inject({ method: method as 'GET', url });
      expect([method, url, answer.statusCode]).toEqual([method, url, 401]);
    }
    expect((await app.inject('/open')).body).toBe('open');
    expect((await app.inject('/api/v1/setup')).json()).toEqual({ needsOwner: true });
  });

  it('does not start with a route that says nothing about who may call it', async () => {
    await expect(start(ForgetfulModule)).rejects.toThrow(/GET \/forgotten says nothing/);
  });

  it('asks before it reads: a stranger is refused without his body being parsed', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/flows',
      headers: { 'content-type': 'application/json' },
      payload: '{broken',
    });
    expect(answer.statusCode).toBe(401);
  });

  it('gives the handler the parsed input and the scope of the caller', async () => {
    const list = await app.inject({ url: '/api/v1/flows?limit=7', headers: key });
    expect(list.json()).toEqual({ items: [], nextCursor: '7' });
    const flow = await app.inject({ url: '/api/v1/flows/42', headers: key });
    expect(flow.statusCode).toBe(404);
    expect(flow.json().error).toMatchObject({
      code: 'flow_not_found',
      message: '0199-workspace has no flow 42.',
      requestId: flow.headers['x-request-id'],
    });
  });

  it('names every fault of an input with a JSON pointer', async () => {
    const answer = await app.inject({
      url: '/api/v1/flows?limit=0&text=' + 'x'.repeat(201),
      headers: key,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.details.map((fault: { pointer: string }) => fault.pointer)).toEqual([
      '/query/limit',
      '/query/text',
    ]);
  });

  it('refuses a body that does not fit with the code that the route names', async () => {
    const step = { id: 'a', type: 'filter', when: { all: [] }, extra: 1 };
    const trigger = { app: 'webhook', event: 'received' };
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/flows',
      headers: key,
      payload: { schemaVersion: 1, name: '', trigger, steps: [step] },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().error.details).toEqual([
      expect.objectContaining({ pointer: '/name' }),
      {
        pointer: '/steps/0/extra',
        code: 'unrecognized_keys',
        message: 'is not known here',
      },
    ]);
  });

  it.each([
    ['JSON that is none', 'application/json', '{broken', 400, 'invalid_request'],
    ['a prototype', 'application/json', '{"__proto__":{"a":1}}', 400, 'invalid_request'],
    ['a form', 'application/x-www-form-urlencoded', 'a=1', 415, 'unsupported_body'],
    ['plain text', 'text/plain', '{"name":"x"}', 415, 'unsupported_body'],
    ['too much', 'application/json', `"${'x'.repeat(2_100_000)}"`, 413, 'body_too_large'],
  ])('refuses %s', async (_, type, payload, status, code) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/flows',
      headers: { ...key, 'content-type': type },
      payload,
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  });

  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['an empty object', '{}'],
  ])('takes %s where none is wanted, and where every field may be left out', async (_, payload) => {
    const headers = {
      ...key,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const given = payload === undefined ? { headers } : { headers, payload };
    const pause = await app.inject({ method: 'POST', url: '/api/v1/flows/1/pause', ...given });
    expect(pause.json().error.code).toBe('flow_state_conflict');
    const replay = await app.inject({ method: 'POST', url: '/api/v1/runs/1/replay', ...given });
    expect(replay.json()).toEqual({ runId: 'failed pinned' });
  });

  it('refuses a field where no body is wanted', async () => {
    const url = '/api/v1/flows/1/pause';
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: key,
      payload: { role: 'owner' },
    });
    expect(answer.statusCode).toBe(400);
  });

  it('tells nothing of an error that nobody expected, and logs it under the request id', async () => {
    const answer = await app.inject({ url: '/api/v1/flows/broken', headers: key });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('canary');
    const { requestId } = answer.json().error;
    expect(lines.find((line) => line.includes(requestId))).toContain('canary-of-ours');
  });

  it('asks to come back when the database is down, and only then', async () => {
    const down = await app.inject({ url: '/api/v1/flows/down', headers: key });
    expect(down.statusCode).toBe(503);
    expect(Number(down.headers['retry-after'])).toBeGreaterThanOrEqual(5);
    const noFile = await app.inject({ url: '/api/v1/flows/nofile', headers: key });
    expect(noFile.statusCode).toBe(500);
  });

  it('answers an unknown address like any other error', async () => {
    const answer = await app.inject('/api/v1/nowhere');
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not_found']);
  });

  it.each([
    ['no origin at all', {}, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling sub-domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['the null origin', { origin: 'null' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    [
      'a lie about the origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://hooks.example' },
      403,
    ],
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 422],
    ['our origin, from an old browser', { origin: 'https://hooks.example' }, 422],
    ['the host it was sent to', { origin: 'http://localhost:80', host: 'localhost' }, 422],
  ])('a change with a cookie from %s', async (_, headers, status) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/flows',
      headers: { ...session, ...headers },
      payload: {},
    });
    expect(answer.statusCode).toBe(status);
  });

  it('sends the headers that keep a browser safe, with errors too', async () => {
    for (const url of ['/open', '/api/v1/flows', '/nowhere']) {
      const { headers } = await app.inject(url);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
    }
  });
});
