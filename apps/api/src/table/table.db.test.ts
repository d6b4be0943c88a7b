import { catchMail } from '@hookline/store';
import { uuidv7 } from '@hookline/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aDocument,
  aLiveFlow,
  anHttpStep,
  givenTwoWorkspaces,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

type Refusal = { error: { code: string; message: string; details: { pointer: string }[] } };
type Row = { id: string; values: Record<string, unknown> };
const call = <T = never>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);

it('has a Leads table from the start, found in upper and lower case', async () => {
  expect((await call('GET', '/tables/leads')).body).toMatchObject({ name: 'Leads', rowCount: 0 });
});

it('takes a row, reads it by its columns, and shows every column', async () => {
  const values = { Name: ' Ivan', Phone: 79161234567, Email: ' a@b.ru ', Amount: '2400.5' };

  const { status, body } = await call<Row>('POST', '/tables/Leads/rows', { values });

  expect(status).toBe(201);
  expect(body.values).toMatchObject({
    Name: ' Ivan',
    Phone: '79161234567',
    Email: 'a@b.ru',
    Amount: 2400.5,
    Comment: null,
  });
});

it('refuses a row at each wrong column, and names the columns that there are', async () => {
  const values = { Amount: 'much', Email: 'a@b@c', Imya: 'x' };

  const { status, body } = await call<Refusal>('POST', '/tables/Leads/rows', { values });

  expect([status, body.error.code]).toEqual([422, 'row_invalid']);
  expect(body.error.details.map(({ pointer }) => pointer).sort()).toEqual([
    '/values/Amount',
    '/values/Email',
    '/values/Imya',
  ]);
  expect(body.error.message).toContain('it has Name, Phone');
});

it('changes the given values of a row and keeps the others', async () => {
  const row = await call<Row>('POST', '/tables/Leads/rows', { values: { Name: 'A', Form: 'f' } });
  const path = `/tables/Leads/rows/${row.body.id}`;

  const changed = await call<Row>('PATCH', path, { values: { Name: 'B', Form: null } });

  expect(changed.body.values).toMatchObject({ Name: 'B', Form: null });
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('PATCH', path, { values: {} })).status).toBe(404);
  expect((await call('DELETE', '/tables/Leads/rows/none')).status).toBe(404);
});

it('lists rows newest first in pages, and finds text in any value, taken literally', async () => {
  await call('POST', '/tables', {
    name: 'Found',
    columns: [
      { name: 'A', type: 'text' },
      { name: 'B', type: 'json' },
    ],
  });
  for (const A of ['one', 'two 50%', 'three']) {
    await call('POST', '/tables/Found/rows', { values: { A, B: { deep: A } } });
  }
  type List = { items: Row[]; nextCursor: string | null };
  const list = async (query: string) =>
    (await call<List>('GET', `/tables/found/rows?${query}`)).body;

  const page = await list('limit=2');
  expect(page.items.map(({ values }) => values['A'])).toEqual(['three', 'two 50%']);
  const rest = await list(`limit=2&cursor=${page.nextCursor}`);
  expect(rest.items.map(({ values }) => values['A'])).toEqual(['one']);
  expect(rest.nextCursor).toBeNull();
  expect((await list('text=50%25')).items).toHaveLength(1);
  expect((await list('text=o%25e')).items).toHaveLength(0);
});

it('refuses a second table of a name, and two columns of one', async () => {
  const columns = [{ name: 'A', type: 'text' }];
  const taken = await call<Refusal>('POST', '/tables', { name: 'LEADS', columns });
  expect([taken.status, taken.body.error.code]).toEqual([409, 'name_taken']);

  const twins = [...columns, { name: 'a', type: 'number' }];
  const refused = await call<Refusal>('POST', '/tables', { name: 'Twins', columns: twins });
  expect([refused.status, refused.body.error.code]).toEqual([422, 'row_invalid']);
});

it('keeps the values of a removed column, and shows them when it comes back', async () => {
  const both = [
    { name: 'A', type: 'text' },
    { name: 'B', type: 'text' },
  ];
  await call('POST', '/tables', { name: 'Kept', columns: both });
  await call('POST', '/tables/Kept/rows', { values: { A: '1', B: '2' } });
  const values = async () =>
    (await call<{ items: Row[] }>('GET', '/tables/Kept/rows')).body.items[0]?.values;

  await call('PATCH', '/tables/Kept', { columns: both.slice(0, 1) });
  expect(await values()).toEqual({ A: '1' });
  await call('PATCH', '/tables/Kept', { columns: both });
  expect(await values()).toEqual({ A: '1', B: '2' });
});

it('deletes a table with its rows', async () => {
  await call('POST', '/tables', { name: 'Gone', columns: [{ name: 'A', type: 'text' }] });
  await call('POST', '/tables/Gone/rows', { values: { A: '1' } });

  expect((await call('DELETE', '/tables/Gone')).status).toBe(204);
  expect((await call('GET', '/tables/Gone/rows')).status).toBe(404);
});

it('refuses to delete a table that a live flow uses, names the flow, and deletes it once that is paused', async () => {
  await call('POST', '/tables', { name: 'Busy', columns: [{ name: 'A', type: 'text' }] });
  const insert = anHttpStep({
    app: 'tables',
    action: 'insert_row',
    input: { table: ' BUSY', values: { A: '{{trigger.a}}' } },
  });
  const flow = await aLiveFlow(given.owner, aDocument({ name: 'Keeper', steps: [insert] }));

  const refused = await call<Refusal>('DELETE', '/tables/busy');

  expect([refused.status, refused.body.error.code]).toEqual([409, 'table_in_use']);
  expect(refused.body.error.message).toContain('"Keeper"');
  expect(refused.body.error.details).toEqual({ usedByFlows: [{ id: flow.id, name: 'Keeper' }] });
  expect((await call('GET', '/tables/Busy')).status).toBe(200);
  await call('POST', `/flows/${flow.id}/pause`);
  expect((await call('DELETE', '/tables/Busy')).status).toBe(204);
});

it('shows caught mails, newest first, and their text only on their own page', async () => {
  const ids = [uuidv7(), uuidv7()];
  for (const id of ids) {
    await catchMail(given.owner.scope, given.api.pool, {
      id,
      from: 'hookline@localhost',
      to: ['a@b.ru'],
      subject: 'Hi\u0000',
      text: 'body',
      html: null,
      messageId: `<${id}@x>`,
      runId: null,
    });
  }

  type List = { items: { id: string }[] };
  expect((await call<List>('GET', '/outbox')).body.items).toMatchObject([
    { id: ids[1], subject: 'Hi' },
    { id: ids[0] },
  ]);
  expect((await call('GET', `/outbox/${ids[0]}`)).body).toMatchObject({ text: 'body', html: null });
  expect((await call('GET', `/outbox/${uuidv7()}`)).status).toBe(404);
});
