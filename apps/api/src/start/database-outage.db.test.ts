import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aFlow, givenTwoWorkspaces, type TwoWorkspaces } from './two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

it('asks to try later while the database is away, and answers again once it is back', async () => {
  const flow = await aFlow(given.owner);
  const read = () => given.owner.call('GET', `/flows/${flow.id}`).then(({ status }) => status);
  const save = () => {
    const draft = { document: flow.draft, revision: flow.draftRevision };
    return given.owner.call('PUT', `/flows/${flow.id}/draft`, draft).then(({ status }) => status);
  };
  expect(await read()).toBe(200);

  given.api.proxy.behave({ mode: 'cut', afterBytes: 0 });
  given.api.proxy.resetAll();
  expect([await read(), await save()]).toEqual([503, 503]);

  given.api.proxy.behave({ mode: 'pass' });
  await waitFor(async () => (await read()) === 200, { what: 'the API answers again' });
  expect(await save()).toBe(200);
});

it('replaces connections that the server has ended', async () => {
  const flow = await aFlow(given.owner);
  const read = () => given.owner.call('GET', `/flows/${flow.id}`).then(({ status }) => status);

  const { rowCount } = await given.api.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'hookline-manage' AND datname = current_database()`,
  );

  expect(rowCount).toBeGreaterThan(0);
  await waitFor(async () => (await read()) === 200, { what: 'the flow is read again' });
  expect(await Promise.all([read(), read(), read()])).toEqual([200, 200, 200]);
});
