import type { ConnectionView } from '@hookline/contract';
import { readSealedConnection } from '@hookline/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenTwoWorkspaces, type TwoWorkspaces } from '../start/two-workspaces.given.js';
import { openValues } from './seal-values.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

const canary = 'canary-of-the-owner';
const evil = 'https://thief.example';

async function stored(app: string, values: object): Promise<string> {
  const body = { app, name: 'Ours', values };
  const made = await given.owner.call<ConnectionView>('POST', '/connections', body);
  expect(made.status).toBe(201);
  return made.body.id;
}

type Refusal = { error: { code: string; details: { pointer: string }[] } };
const change = (id: string, values: object) =>
  given.owner.call<Refusal>('PATCH', `/connections/${id}`, { values });

async function valuesOf(connectionId: string) {
  const { scope } = given.owner;
  const row = await readSealedConnection(scope, given.api.pool, connectionId);
  if (!row) throw new Error('no such connection');
  return openValues(scope, given.api.resources.ring, { connectionId, sealed: row.sealed });
}

const bot = { token: canary, hasOwnServer: true, apiBaseUrl: 'https://bots.example' };
const model = { baseUrl: 'https://models.example/v1', key: canary, model: 'small' };
const post = {
  host: 'smtp.example',
  password: canary,
  user: 'shop',
  fromAddress: 'a@shop.example',
};
const shop = { shopUrl: 'https://shop.example', consumerKey: canary, consumerSecret: canary };
const lab = { baseUrl: 'https://git.example', apiToken: canary, token: canary };
const crm = { auth: 'bearer', token: canary, hosts: 'crm.example' };

/** Each tries to have the stored secret sent to a server of the attacker, without knowing it. */
const attacks: readonly [string, string, object, object, readonly string[]][] = [
  ['a bot', 'telegram', bot, { apiBaseUrl: evil }, ['token']],
  [
    'a bot without a server',
    'telegram',
    { token: canary },
    { hasOwnServer: true, apiBaseUrl: evil },
    ['token'],
  ],
  ['a model', 'ai', model, { baseUrl: `${evil}/v1` }, ['key']],
  ['a model, its key left empty', 'ai', model, { baseUrl: `${evil}/v1`, key: '' }, ['key']],
  ['a model on the same host', 'ai', model, { baseUrl: 'https://models.example/thief' }, ['key']],
  ['a mail server', 'email', post, { host: 'thief.example' }, ['password']],
  ['another port', 'email', post, { port: 2525 }, ['password']],
  [
    'a shop, one key known',
    'woocommerce',
    shop,
    { shopUrl: evil, consumerKey: 'mine' },
    ['consumerSecret'],
  ],
  ['a repository', 'gitlab', lab, { baseUrl: evil }, ['apiToken', 'token']],
  ['one more host', 'http', crm, { hosts: 'crm.example, thief.example' }, ['token']],
  ['any host', 'http', crm, { hosts: null }, ['token']],
  ['the address of the trial', 'http', crm, { testUrl: `${evil}/?` }, ['token']],
];

describe('whoever may edit a connection but does not know its secret', () => {
  it.each(attacks)('cannot have it sent elsewhere: %s', async (_, app, values, attack, asked) => {
    const id = await stored(app, values);
    const before = await valuesOf(id);

    const { status, body } = await change(id, attack);

    expect([status, body.error.code]).toEqual([422, 'secret_needed_again']);
    const pointers = body.error.details.map(({ pointer }) => pointer);
    expect([...pointers].sort()).toEqual(asked.map((key) => `/values/${key}`).sort());
    expect(JSON.stringify(body)).not.toContain(canary);
    expect(await valuesOf(id)).toEqual(before);
  });

  it('cannot keep a secret that is out of sight and bring it back at the new address', async () => {
    const id = await stored('http', { ...crm, password: canary, user: 'u' });

    const moved = await change(id, { auth: 'basic', hosts: 'thief.example', password: 'mine' });

    expect(moved.status).toBe(200);
    expect(JSON.stringify(await valuesOf(id))).not.toContain(canary);
    expect((await change(id, { auth: 'bearer' })).status).toBe(422);
  });
});

describe('whoever knows the secret', () => {
  it('moves it along by giving it again', async () => {
    const id = await stored('telegram', bot);
    expect((await change(id, { apiBaseUrl: evil, token: 'another' })).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ apiBaseUrl: evil, token: 'another' });
  });

  it('goes on without one that is not needed, by saying so', async () => {
    const id = await stored('ai', model);
    const own = { baseUrl: 'http://127.0.0.1:11434/v1', key: null };
    expect((await change(id, own)).status).toBe(200);
    expect(await valuesOf(id)).not.toHaveProperty('key');
  });

  it('is asked for nothing while the address stays, or fewer hosts get it', async () => {
    const id = await stored('ai', model);
    expect((await change(id, { ...model, key: '', model: 'large' })).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ key: canary, model: 'large' });
    const two = await stored('http', { ...crm, hosts: 'crm.example, old.example' });
    expect((await change(two, { hosts: 'crm.example' })).status).toBe(200);
    expect(await valuesOf(two)).toMatchObject({ token: canary, hosts: 'crm.example' });
  });
});
