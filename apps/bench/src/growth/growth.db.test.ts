import { randomUUID } from 'node:crypto';
import {
  countLedger,
  createFlow,
  findFlow,
  listAttention,
  listEvents,
  listFlows,
  listRuns,
  openStore,
  publishFlow,
  scopeOf,
  type OpenStore,
  type Page,
  type Scope,
  type Store,
} from '@hookline/store';
import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOn } from '../database/run-on.js';
import { uuidV7 } from '../limit/uuid-v7.js';
import { readsOf } from './explain.given.js';
import { fillHistory } from './fill-history.js';

const runs = 50_000;
const months = 4;
/** A page of fifty, from each of the months' indexes, and what belongs to each row. */
const aPage = 500;

let database: TestDatabase;
let opened: OpenStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  opened = await openStore({ databaseUrl: database.url, name: 'test', max: 2 });
  scope = scopeOf(randomUUID());
  await runOn(
    database.url,
    `INSERT INTO workspaces (id, name) VALUES ('${scope.workspaceId}', 'Acme')`,
  );
  await aLiveFlow(opened.store);
  ({ largeFlowId: flowId } = await fillHistory(database.url, { flows: 2_000, runs, months }));
}, 60_000);
afterAll(async () => {
  await opened.close();
  await database.drop();
});

async function aLiveFlow(store: Store): Promise<void> {
  const id = uuidV7();
  const trigger = { app: 'webhook', event: 'received', connectionId: null, settings: {} } as const;
  await createFlow(scope, store, {
    id,
    document: { schemaVersion: 1, name: 'Leads', trigger, steps: [] },
  });
  const revision = (await findFlow(scope, store, id))?.draftRevision ?? 0;
  const given = { flowId: id, revision, versionId: uuidV7(), publishedBy: 'Anna' };
  expect(await publishFlow(scope, store, given)).toMatchObject({ outcome: 'published' });
}

const ofRuns = {
  flowId: null,
  status: null,
  text: null,
  from: null,
  to: null,
  cursor: null,
  limit: 50,
};
const ofEvents = { flowId: null, state: null, from: null, to: null, cursor: null, limit: 50 };
/** Deep in the history: a cursor of two months ago. */
const deep = (): string => {
  const at = (Date.now() - 60 * 86_400_000).toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}-7000-8000-000000000000`;
};

const reads = (ask: (store: Store) => Promise<unknown>) => readsOf(database.url, opened.store, ask);

const pages: [string, (store: Store) => Promise<Page<unknown>>][] = [
  ['runs of all flows', (store) => listRuns(scope, store, ofRuns)],
  ['older runs', (store) => listRuns(scope, store, { ...ofRuns, cursor: deep() })],
  ['runs of a flow', (store) => listRuns(scope, store, { ...ofRuns, flowId })],
  ['its older runs', (store) => listRuns(scope, store, { ...ofRuns, flowId, cursor: deep() })],
  ['its failed runs', (store) => listRuns(scope, store, { ...ofRuns, flowId, status: 'failed' })],
  ['failed runs', (store) => listRuns(scope, store, { ...ofRuns, status: 'failed' })],
  ['events', (store) => listEvents(scope, store, ofEvents)],
  ['older events', (store) => listEvents(scope, store, { ...ofEvents, cursor: deep() })],
  ['events of a flow', (store) => listEvents(scope, store, { ...ofEvents, flowId })],
  ['duplicates', (store) => listEvents(scope, store, { ...ofEvents, state: 'duplicate' })],
];

describe('with thousands of flows and ten thousands of runs', () => {
  it.each(pages)('a page of %s reads about a page', async (_name, ask) => {
    expect((await ask(opened.store)).items).toHaveLength(50);

    const { whole, rows } = await reads(ask);

    expect(whole).toEqual([]);
    expect(rows).toBeLessThan(aPage);
  });

  it('what there is none of is found not to be there, without a look at the rest', async () => {
    for (const state of ['rejected', 'held', 'test'] as const) {
      const ask = (store: Store) => listEvents(scope, store, { ...ofEvents, flowId, state });
      expect((await ask(opened.store)).items).toEqual([]);
      const { whole, rows } = await reads(ask);
      expect({ whole, isLittle: rows < 50 }).toEqual({ whole: [], isLittle: true });
    }
    const { rows } = await reads((store) => listAttention(scope, store));
    expect(rows).toBeLessThan(50);
  });

  it('a day of history is found in its month', async () => {
    const from = new Date(Date.now() - 45 * 86_400_000);
    const to = new Date(from.getTime() + 3_600_000);
    const ask = (store: Store) => listRuns(scope, store, { ...ofRuns, from, to });

    expect((await ask(opened.store)).items.length).toBeGreaterThan(10);
    expect((await reads(ask)).rows).toBeLessThan(aPage);
  });

  it('a search for a text goes through all of history, some thousands of runs at a time', async () => {
    const text = 'Petrova 4321';
    const found: string[] = [];
    let pages = 0;
    let cursor: string | null = null;
    do {
      const page: Page<{ id: string; summary: string }> = await listRuns(scope, opened.store, {
        ...ofRuns,
        text,
        cursor,
      });
      found.push(...page.items.map(({ summary }) => summary));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== null);

    // Each of the months counts its leads from one.
    expect(found).toEqual(Array.from({ length: months }, () => `Anna ${text}`));
    expect(pages).toBe(Math.ceil((runs * 199) / 200 / 10_000));
    const { rows } = await reads((store) => listRuns(scope, store, { ...ofRuns, text }));
    expect(rows).toBeLessThan(25_000);
  });

  it('the ledger reads its sums, and a page of flows reads about a page of flows', async () => {
    const ended = Math.floor((runs * 199) / 200 / 10);
    expect(await countLedger(scope, opened.store, flowId)).toMatchObject({ balanced: true });
    expect((await countLedger(scope, opened.store, flowId)).succeeded).toBeGreaterThan(ended * 0.9);
    for (const of of [flowId, null]) {
      const { whole, rows } = await reads((store) => countLedger(scope, store, of));
      // The sums are few, and nearly all of them this workspace's: the planner may well read the table as it lies.
      const history = whole.filter((table) => table !== 'ledger_days');
      expect({ history, isLittle: rows < 5_000 }).toEqual({ history: [], isLittle: true });
    }

    const ask = (store: Store) => listFlows(scope, store, { cursor: null, limit: 50, text: null });
    expect((await ask(opened.store)).items).toHaveLength(50);

    const { whole, rows } = await reads(ask);

    expect(whole).toEqual([]);
    expect(rows).toBeLessThan(5_000 + aPage);
  });

  it('a page is planned a few times and then no more', async () => {
    const own = await openStore({ databaseUrl: database.url, name: 'test', max: 1 });
    const asks: ((store: Store) => Promise<unknown>)[] = [
      ...pages.map(([, ask]) => ask),
      (store) => listFlows(scope, store, { cursor: null, limit: 50, text: null }),
      (store) => countLedger(scope, store, flowId),
      (store) => countLedger(scope, store, null),
    ];
    for (let time = 1; time <= 10; time += 1) for (const ask of asks) await ask(own.store);

    const plans: { planned: number }[] = await own.store.query(
      `SELECT custom_plans::int AS planned FROM pg_prepared_statements WHERE name LIKE 'page_%'`,
    );
    await own.close();
    expect(plans.length).toBeGreaterThan(10);
    expect(Math.max(...plans.map(({ planned }) => planned))).toBe(5);
  });
});
