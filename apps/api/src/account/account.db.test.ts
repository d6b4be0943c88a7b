import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@hookline/testkit';
import { anna, givenApi, givenOwner, givenSetupToken, type GivenApi } from '../start/api.given.js';

const owner = { ...anna, language: 'ru', timeZone: 'Europe/Moscow' };
const ours = (api: GivenApi) => ({ origin: api.url });

/** An answer's JSON, read as the test knows it to be. */
const read = async (answer: Response) => (await answer.json()) as Answer;
type Answer = {
  id: string;
  name: string;
  apiKey: string;
  items: { name: string }[];
  error: { code: string; details: unknown };
};

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('the first owner', () => {
  let api: GivenApi;
  beforeAll(async () => void (api = await givenApi()));
  afterAll(() => api.stop());
  const create = (json: object) => api.ask('/api/v1/setup', { json });

  it('is made with the token that only whoever runs it is told, once', async () => {
    const token = await givenSetupToken(api);
    expect(await (await api.ask('/api/v1/setup')).json()).toEqual({ needsOwner: true });

    const stranger = await create({ ...owner, token: 'guess' });
    expect([stranger.status, (await read(stranger)).error.code]).toEqual([
      403,
      'setup_token_wrong',
    ]);
    const weak = await create({ ...owner, token, password: 'password1234' });
    expect([weak.status, (await read(weak)).error.details]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/password' })],
    ]);
    const nowhere = await create({ ...owner, token, timeZone: 'Mars/Base' });
    expect(nowhere.status).toBe(400);

    const both = await Promise.all([create({ ...owner, token }), create({ ...owner, token })]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await (await api.ask('/api/v1/setup')).json()).toEqual({ needsOwner: false });
    const late = await create({ ...owner, token });
    expect([late.status, (await read(late)).error.code]).toEqual([409, 'owner_exists']);
    expect(api.log.join()).not.toContain(token);
    expect(await readdir(api.dataDir)).toEqual(['secret.key']);

    const made = both.find(({ status }) => status === 201);
    const me = await api.ask('/api/v1/me', { headers: { cookie: cookieOf(made!) } });
    expect(await me.json()).toMatchObject({
      user: { email: anna.email, name: 'Anna' },
      workspace: { timeZone: 'Europe/Moscow', locale: 'ru' },
    });
    const tables = await api.pool.query('SELECT name, columns FROM data_tables');
    expect(tables.rows).toMatchObject([{ name: 'Leads' }]);
    expect(tables.rows[0].columns).toContainEqual({ name: 'Products', type: 'json' });
    const { rows } = await api.pool.query<{ password: string }>('SELECT password FROM accounts');
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('accounts', () => {
  let api: GivenApi;
  let key: { authorization: string };
  beforeAll(async () => {
    api = await givenApi();
    key = (await givenOwner(api)).bearer;
  });
  afterAll(() => api.stop());

  const signIn = (given: object, headers: Record<string, string> = {}) =>
    api.ask('/api/auth/sign-in/email', { json: given, headers: { ...ours(api), ...headers } });

  it('no route of the API answers anybody without a key or a session', async () => {
    const members = api.routes.filter(
      ({ policy }) => policy.kind === 'endpoint' && policy.endpoint.access === 'member',
    );
    expect(members.length).toBeGreaterThan(5);
    for (const { method, url } of members) {
      const path = url.replaceAll(/:\w+/g, 'x');
      for (const headers of [
        {},
        { authorization: 'Bearer nonsense' },
        { cookie: 'hookline.session_token=x.y' },
      ]) {
        const answer = await fetch(`${api.url}${path}`, { method, headers });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
      }
    }
  });

  it('every open route has a reason', () => {
    const open = api.routes.filter(({ policy }) => policy.kind === 'open');
    expect(open.every(({ policy }) => policy.kind === 'open' && policy.reason.length > 20)).toBe(
      true,
    );
    expect([...new Set(open.map(({ url }) => url))].sort()).toEqual(
      [
        '/*',
        '/api/auth/get-session',
        '/api/auth/sign-in/email',
        '/api/auth/sign-out',
        '/api/v1/openapi.json',
        '/health/live',
        '/health/ready',
        '/metrics',
      ].sort(),
    );
  });

  it('a session begins with the right password and is dead on the server after signing out', async () => {
    const answer = await signIn(anna);
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const headers = { cookie: cookieOf(answer) };
    expect((await api.ask('/api/v1/me', { headers })).status).toBe(200);

    const out = await api.ask('/api/auth/sign-out', {
      json: {},
      headers: { ...headers, ...ours(api) },
    });

    expect(out.status).toBe(200);
    expect((await api.ask('/api/v1/me', { headers })).status).toBe(401);
  });

  it('a wrong password and an unknown person get the same answer', async () => {
    const answers = [
      await signIn({ ...anna, password: 'another old boat 7' }),
      await signIn({ email: 'nobody@shop.example', password: 'another old boat 7' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    const [wrong, unknown] = await Promise.all(answers.map((answer) => answer.text()));
    expect(wrong).toBe(unknown);
  });

  it('nobody can sign up, and no other door of the account library is open', async () => {
    const paths = [
      'sign-up/email',
      'change-email',
      'delete-user',
      'update-user',
      'list-sessions',
      'ok',
    ];
    for (const path of paths) {
      const json = { ...anna, email: 'eve@evil.example', name: 'Eve' };
      const answer = await api.ask(`/api/auth/${path}`, { json, headers: ours(api) });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const { rows } = await api.pool.query('SELECT email FROM users');
    expect(rows).toEqual([{ email: anna.email }]);
  });

  it('AU-1: guessing is slowed down for one account, and nobody else is locked out', async () => {
    const guesses = [];
    for (let count = 0; count < 7; count += 1)
      guesses.push(await signIn({ email: 'slow@shop.example', password: 'guess' }));

    expect(guesses.map(({ status }) => status).slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    const last = guesses.at(-1)!;
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn(anna)).status).toBe(200);
  });

  it('AU-4: another site cannot sign in, sign out or change anything with the cookie of a visitor', async () => {
    const headers = { cookie: cookieOf(await signIn(anna)) };
    const evil = { ...headers, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

    const change = await api.ask('/api/v1/workspace', {
      method: 'PATCH',
      json: { name: 'x' },
      headers: evil,
    });
    const form = await api.ask('/api/v1/api-keys', {
      method: 'POST',
      body: new URLSearchParams({ name: 'x' }),
      headers,
    });
    const out = await api.ask('/api/auth/sign-out', { json: {}, headers: evil });

    expect([change.status, form.status, out.status]).toEqual([403, 403, 403]);
    const own = await api.ask('/api/v1/workspace', {
      method: 'PATCH',
      json: { name: 'Boats' },
      headers: { ...headers, ...ours(api) },
    });
    expect((await read(own)).name).toBe('Boats');
  });

  it('AU-7: a key opens only as a header, whole and of our form, and not after it is revoked', async () => {
    const made = await read(
      await api.ask('/api/v1/api-keys', { json: { name: 'shop' }, headers: key }),
    );
    expect(made).toMatchObject({
      name: 'shop',
      apiKey: expect.stringMatching(/^hk_[a-z2-7]{8}_[\w-]{43}$/),
    });
    const as = (authorization: string) => api.ask('/api/v1/me', { headers: { authorization } });
    expect((await as(`Bearer ${made.apiKey}`)).status).toBe(200);
    const wrong = [
      made.apiKey,
      `Basic ${made.apiKey}`,
      `Bearer ${made.apiKey.slice(0, -1)}`,
      `Bearer ${made.apiKey} ${made.apiKey}`,
      `Bearer ${made.apiKey.slice(0, -1)}${made.apiKey.endsWith('A') ? 'B' : 'A'}`,
    ];
    for (const each of wrong) expect((await as(each)).status).toBe(401);
    expect((await api.ask(`/api/v1/me?apiKey=${made.apiKey}`)).status).toBe(401);

    const list = await read(await api.ask('/api/v1/api-keys', { headers: key }));
    expect(JSON.stringify(list)).not.toContain(made.apiKey);
    expect(list.items.map(({ name }) => name)).toContain('shop');
    const gone = await api.ask(`/api/v1/api-keys/${made.id}`, { method: 'DELETE', headers: key });

    expect(gone.status).toBe(204);
    expect((await as(`Bearer ${made.apiKey}`)).status).toBe(401);
    const again = await api.ask(`/api/v1/api-keys/${made.id}`, { method: 'DELETE', headers: key });
    expect(again.status).toBe(404);
  });

  it('AU-7: an expired key opens nothing, and the use of a key is noted', async () => {
    const made = await read(
      await api.ask('/api/v1/api-keys', { json: { name: 'old' }, headers: key }),
    );
    await api.ask('/api/v1/me', { headers: { authorization: `Bearer ${made.apiKey}` } });
    const noted = async () =>
      (await api.pool.query('SELECT last_used_at FROM api_keys WHERE id = $1', [made.id])).rows[0]
        .last_used_at;
    await waitFor(noted, { what: 'the use is noted' });

    const late = await read(
      await api.ask('/api/v1/api-keys', { json: { name: 'late' }, headers: key }),
    );
    await api.pool.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [late.id]);
    const answer = await api.ask('/api/v1/me', {
      headers: { authorization: `Bearer ${late.apiKey}` },
    });
    expect(answer.status).toBe(401);
  });

  it('AZ-1: keys of another workspace are neither listed nor revoked', async () => {
    const other = '019a0000-0000-7000-8000-000000000001';
    await api.pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'Other')`, [other]);
    await api.pool.query(
      `INSERT INTO api_keys (id, workspace_id, name, prefix, key_sha256) VALUES ($1, $1, 'theirs', 'hk', 'x')`,
      [other],
    );
    const list = await (await api.ask('/api/v1/api-keys', { headers: key })).text();
    const gone = await api.ask(`/api/v1/api-keys/${other}`, { method: 'DELETE', headers: key });
    expect(list).not.toContain('theirs');
    expect(gone.status).toBe(404);
  });

  it.each([
    ['a time zone', { timeZone: 'Moscow' }],
    ['an offset', { timeZone: '+03:00' }],
    ['a country', { defaultCountry: 'QQ' }],
    ['a language', { locale: 'no such' }],
    ['an unknown field', { workspaceId: 'x', role: 'owner' }],
  ])('refuses %s that is none', async (_, json) => {
    const answer = await api.ask('/api/v1/workspace', { method: 'PATCH', json, headers: key });
    expect(answer.status).toBe(400);
  });

  it('a session is not called wrong because the database is away', async () => {
    const headers = { cookie: cookieOf(await signIn(anna)) };
    api.proxy.behave({ mode: 'cut', afterBytes: 0 });
    api.proxy.resetAll();

    const status = async () => (await api.ask('/api/v1/me', { headers })).status;

    await waitFor(async () => (await status()) === 503, { what: 'it asks to come back' });
    expect(await status()).toBe(503);
    expect((await signIn(anna)).status).toBe(503);
    api.proxy.behave({ mode: 'pass' });
    api.proxy.resetAll();
    await waitFor(async () => (await status()) === 200, { what: 'the session is good again' });
  });

  it('no secret of an account reaches the log', async () => {
    await signIn(anna);
    const text = api.log.join('\n');
    expect(text).not.toContain(anna.password);
    expect(text).not.toContain(key.authorization.slice(7));
  });
});
