import type { AppDescription, Bundle, FlowView } from '@hookline/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenTwoWorkspaces, type TwoWorkspaces } from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

type Refusal = { error: { code: string; details: { pointer: string }[] } };
const call = <T = never>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);

const exampleOf = {
  text: 'owner@example.com',
  email: 'a@b.ru',
  url: 'https://x.example/',
  number: '5',
};

describe('the gallery', () => {
  it('installs each template as a draft that nothing but a connection keeps from going live', async () => {
    const { items } = (await call<{ items: Bundle[] }>('GET', '/templates')).body;
    expect(items.length).toBeGreaterThanOrEqual(8);
    for (const { id, questions, title } of items) {
      const answers = Object.fromEntries(questions.map(({ key, kind }) => [key, exampleOf[kind]]));

      const flow = await call<FlowView>('POST', `/templates/${id}/install`, { answers });

      expect([id, flow.status, flow.body.state]).toEqual([id, 201, 'draft']);
      expect(JSON.stringify(flow.body.draft)).not.toMatch(/slot:|\[\[[a-z]/);
      const codes = flow.body.problems.map(({ code }) => code);
      expect([title.en, codes.filter((code) => code !== 'connection_missing')]).toEqual([
        title.en,
        [],
      ]);
    }
  });

  it('puts the chosen connection into its slot', async () => {
    const connection = await call<{ id: string }>('POST', '/connections', {
      app: 'telegram',
      name: 'Bot',
      values: { token: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1' },
    });
    const connections = { bot: connection.body.id };

    const flow = await call<FlowView>('POST', '/templates/tilda-to-telegram/install', {
      name: 'Mine',
      connections,
      answers: { chat: '-100123' },
    });

    expect(flow.body).toMatchObject({ name: 'Mine', problems: [] });
    expect(JSON.stringify(flow.body.draft)).toContain(connection.body.id);
  });

  it('takes no answer that could become part of a template', async () => {
    for (const chat of ['{{event.headers}}', '{', 'a\\', '}}']) {
      const answer = await call<Refusal>('POST', '/templates/tilda-to-telegram/install', {
        answers: { chat },
      });
      expect([chat, answer.status, answer.body.error.details[0]?.pointer]).toEqual([
        chat,
        400,
        '/answers/chat',
      ]);
    }
  });

  it('refuses answers and connections that nobody asked for, and asks for those that are missing', async () => {
    const install = (body: object) => call('POST', '/templates/tilda-to-telegram/install', body);

    expect((await install({ answers: { chat: '1', other: 'x' } })).status).toBe(400);
    expect((await install({ answers: { chat: '1' }, connections: { x: 'y' } })).status).toBe(400);
    expect((await install({ answers: {} })).status).toBe(400);
    expect((await install({ answers: { chat: '1' }, connections: { bot: 'y' } })).status).toBe(404);
    expect((await call('POST', '/templates/none/install', {})).status).toBe(404);
  });
});

describe('the catalogue', () => {
  it('describes every app with its sources and actions', async () => {
    const { apps } = (await call<{ apps: AppDescription[] }>('GET', '/catalog')).body;
    const keys = apps.flatMap((app) => [
      ...app.triggers.map((trigger) => `${app.key}/${trigger.key}`),
      ...app.actions.map((action) => `${app.key}/${action.key}`),
    ]);

    expect(keys).toEqual(
      expect.arrayContaining([
        'webhook/received',
        'tilda/form',
        'http/request',
        'tables/insert_row',
        'email/send',
        'telegram/send_message',
      ]),
    );
  });

  it('answers for the built-in tables itself, without a worker', async () => {
    const choices = (name: string, input: object) =>
      call('POST', '/catalog/choices', { app: 'tables', choices: name, connectionId: null, input });

    expect((await choices('tables', {})).body).toEqual({
      choices: [{ value: 'Leads', label: { en: 'Leads' } }],
    });
    expect((await choices('columns', { table: 'leads' })).body).toMatchObject({
      choices: [{ value: 'Name' }, { value: 'Phone' }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    expect((await choices('columns', { table: 'none' })).body).toEqual({ choices: [] });
    expect((await choices('toString', {})).status).toBe(404);
  });
});
