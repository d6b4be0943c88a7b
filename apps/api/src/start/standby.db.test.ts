import { openPool, type Pool } from '@hookline/store';
import {
  createTestDatabase,
  tcpProxy,
  waitFor,
  type TcpProxy,
  type TestDatabase,
} from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenApi, givenFlow, givenOwner, type GivenApi } from './api.given.js';

/** Another database that holds less, and in other words: whatever a page shows tells where it was read. */
let standby: TestDatabase;
let onStandby: Pool;
let line: TcpProxy;
let api: GivenApi;
let owner: Awaited<ReturnType<typeof givenOwner>>;
let flowId: string;
let hook: string;
let ids: readonly string[];

beforeAll(async () => {
  standby = await createTestDatabase();
  onStandby = openPool({ databaseUrl: standby.url, name: 'test', max: 1 });
  const url = new URL(standby.url);
  line = await tcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(line.port);
  line.behave(away);
  api = await givenApi({ DATABASE_READ_URL: url.href });
  owner = await givenOwner(api);
  ({ flowId, hook } = await givenFlow(api.pool, owner.scope.workspaceId));
  ids = [await send('one'), await send('two')];
  for (const table of ['workspaces', 'flows']) await copyRows(table, `true`);
  await copyRows('events', `id = '${ids[0]}'`);
  await onStandby.query(`UPDATE events SET summary = 'one, on the standby'`);
  const name = new URL(standby.url).pathname.slice(1);
  await onStandby.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
});
afterAll(async () => {
  await api.stop();
  await line.stop();
  await onStandby.end();
  await standby.drop();
});

/** Every connection is cut as soon as it says a word. */
const away = { mode: 'cut', afterBytes: 0 } as const;

async function copyRows(table: string, where: string): Promise<void> {
  const { rows } = await api.pool.query<{ row: string }>(
    `SELECT to_jsonb(t)::text AS row FROM ${table} t WHERE ${where}`,
  );
  for (const { row } of rows)
    await onStandby.query(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(null::${table}, $1)`,
      [row],
    );
}

async function send(text: string): Promise<string> {
  const answer = await api.ask(hook, { json: { text } });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

type Seen = { summary: string; received: number; items: Seen[] };
async function see(path: string): Promise<Seen> {
  const answer = await api.ask(`/api/v1${path}`, { headers: owner.bearer });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as Seen;
}

/** Each page of history, as few words as tell the two databases apart. */
const pages = async () => ({
  events: (await see('/events')).items.length,
  eventsOfFlow: (await see(`/events?flowId=${flowId}`)).items.length,
  event: (await see(`/events/${ids[0]}`)).summary.includes('standby'),
  runs: (await see(`/runs?flowId=${flowId}`)).items.length,
  ledger: (await see('/ledger')).received,
  ledgerOfFlow: (await see(`/flows/${flowId}/ledger`)).received,
});
const onlyOnPrimary = (sent: number) => ({
  events: sent,
  eventsOfFlow: sent,
  event: false,
  runs: sent,
  ledger: sent,
  ledgerOfFlow: sent,
});
const asOnStandby = {
  events: 1,
  eventsOfFlow: 1,
  event: true,
  runs: 0,
  ledger: 1,
  ledgerOfFlow: 1,
};

const untilReadOn = (where: 'standby' | 'primary') =>
  waitFor(async () => ((await see('/events')).items.length === 1) === (where === 'standby'), {
    what: `history is read on the ${where}`,
    timeoutMs: 10_000,
  });

describe('an api with DATABASE_READ_URL', () => {
  it('starts and serves while the standby is away', async () => {
    expect(await pages()).toEqual(onlyOnPrimary(2));
    expect(api.log.join('\n')).not.toContain('history is read from the standby');
  });

  it('reads the pages of history there, and asks the primary for what the standby does not know yet', async () => {
    line.behave({ mode: 'pass' });
    await untilReadOn('standby');

    expect(await pages()).toEqual(asOnStandby);
    expect(api.log.join('\n')).toContain('history is read from the standby');
    expect((await see(`/events/${ids[1]}`)).summary).toContain('two');
  });

  it('writes nothing there: webhooks and changes go to the primary', async () => {
    await untilReadOn('standby');
    const said = api.log.length;

    const id = await send('three');
    const renamed = await api.ask('/api/v1/workspace', {
      method: 'PATCH',
      json: { name: 'Boats' },
      headers: owner.bearer,
    });

    expect(renamed.status).toBe(200);
    expect((await see(`/events/${id}`)).summary).toContain('three');
    expect(await pages()).toEqual(asOnStandby);
    const { rows } = await api.pool.query('SELECT name FROM workspaces');
    expect(rows).toEqual([{ name: 'Boats' }]);
    const { rows: there } = await onStandby.query(
      `SELECT name, (SELECT count(*)::int FROM events) AS events FROM workspaces`,
    );
    expect(there).toEqual([{ name: 'Anna', events: 1 }]);
    // A write would have been refused, and told as a standby that is away.
    expect(api.log.slice(said).join('\n')).not.toContain('history is read from the primary');
  });

  it('serves on from the primary when the standby goes, and goes back to it when it is there again', async () => {
    await untilReadOn('standby');

    line.behave(away);
    line.resetAll();

    expect(await pages()).toEqual(onlyOnPrimary(3));
    await send('four');
    expect(await pages()).toEqual(onlyOnPrimary(4));
    expect(api.log.join('\n')).toContain('history is read from the primary');
    line.behave({ mode: 'pass' });
    await untilReadOn('standby');
  });

  it('does not wait for long when the standby takes questions and says nothing', async () => {
    await untilReadOn('standby');

    line.behave({ mode: 'black-hole' });
    const askedAt = performance.now();

    expect(await pages()).toEqual(onlyOnPrimary(4));
    expect(performance.now() - askedAt).toBeLessThan(8_000);
    line.behave({ mode: 'pass' });
    line.resetAll();
    await untilReadOn('standby');
  });
});
