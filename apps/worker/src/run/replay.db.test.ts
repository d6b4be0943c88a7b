import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { openStore, planReplay, replayRun, type Store } from '@hookline/store';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import {
  callStep,
  openWorkerHouse,
  rowStep,
  type LiveFlow,
  type WorkerHouse,
} from './worker-house.given.js';

let house: WorkerHouse;
let opened: Awaited<ReturnType<typeof openStore>>;
let store: Store;
let vendor: FakeVendor;

beforeEach(async () => {
  house = await openWorkerHouse();
  opened = await openStore({ databaseUrl: house.databaseUrl, name: 'test', max: 4 });
  store = opened.store;
  vendor = await fakeVendor();
});
afterEach(async () => {
  await vendor.stop();
  await opened.close();
  await house.close();
});

const first = (): Step => ({ ...callStep(`${vendor.url}/first`), id: 'first' });
const second = (path = '/second'): Step => ({ ...callStep(vendor.url + path), id: 'second' });
const asked = (path: string) => vendor.requests.filter((request) => request.path === path);
const keysOf = (path: string) =>
  new Set(asked(path).map(({ headers }) => headers['idempotency-key']));

/** A run that is done up to its last step, whose target refuses it. */
async function aStuckRun(more: Partial<Extract<Step, { type: 'action' }>> = {}) {
  vendor.reply('POST /second', { status: 422, body: { error: 'no such stage' } });
  const last = { ...callStep(`${vendor.url}/second`), ...more, id: 'second' };
  const flow = await house.aLiveFlow([rowStep, first(), last]);
  await house.leads(flow, 1);
  await house.start();
  return { flow, runId: await stuckRun() };
}

async function stuckRun(): Promise<string> {
  return waitFor(
    async () => {
      const { rows } = await house.pool.query<{ id: string }>(
        `SELECT id FROM open_runs WHERE state = 'needs_attention'`,
      );
      return rows[0]?.id;
    },
    { what: 'the run asks for a person', timeoutMs: 15_000 },
  ).then(String);
}

const replay = (flow: LiveFlow, runId: string, version: 'pinned' | 'published' = 'pinned') =>
  replayRun(flow.scope, store, { runId, newRunId: uuidv7(), from: 'failed', version });
const done = (count: number) =>
  waitFor(async () => (await house.succeeded()) === count, {
    what: 'the replay succeeds',
    timeoutMs: 15_000,
  });
const tableRows = () => house.one('SELECT count(*)::int AS n FROM table_rows');

describe('a replay from the failed step (RP-1)', () => {
  it('does nothing twice and keeps every key, asked for twice, three times at once', async () => {
    const { flow, runId } = await aStuckRun();
    const together = await Promise.all([1, 2, 3].map(() => replay(flow, runId)));
    expect(together.filter(({ outcome }) => outcome === 'begun')).toHaveLength(1);
    const again = await waitFor(
      async () => {
        const id = await stuckRun();
        return id === runId ? undefined : id;
      },
      { what: 'the replay is refused as well' },
    ).then(String);
    vendor.reply('POST /second', { status: 200, body: {} });

    expect(await replay(flow, runId)).toMatchObject({ outcome: 'repeated_already' });
    expect(await replay(flow, again)).toEqual({ outcome: 'begun' });
    await done(1);

    expect(await tableRows()).toBe(1);
    expect(asked('/first')).toHaveLength(1);
    expect(asked('/second')).toHaveLength(3);
    expect(keysOf('/second').size).toBe(1);
  }, 60_000);

  it('goes on in a changed flow: what is done stays done, what is new is done, with the same keys', async () => {
    const { flow, runId } = await aStuckRun();
    const third: Step = { ...callStep(`${vendor.url}/third`), id: 'third' };
    await publish(flow, [rowStep, first(), second('/mended'), third]);

    expect(await replay(flow, runId, 'published')).toEqual({ outcome: 'begun' });
    await done(1);

    expect(await tableRows()).toBe(1);
    expect(['/first', '/second', '/mended', '/third'].map((path) => asked(path).length)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(keysOf('/mended')).toEqual(keysOf('/second'));
  }, 60_000);

  it('is refused before anything runs when a connection or the step is gone', async () => {
    const { flow, runId } = await aStuckRun();
    const before = vendor.requests.length;
    const judge = (version: 'pinned' | 'published') =>
      planReplay(flow.scope, store, {
        selection: { ids: [runId] },
        way: { kind: 'replay', from: 'failed', version },
      });

    await publish(flow, [rowStep, first(), { ...callStep(vendor.url), id: 'other' }]);
    expect(await judge('published')).toMatchObject({
      readyIds: [],
      refused: [{ reason: 'step_removed' }],
    });
    await publish(flow, [
      rowStep,
      first(),
      { ...callStep(vendor.url), id: 'second', connectionId: randomUUID() },
    ]);
    expect(await judge('published')).toMatchObject({
      readyIds: [],
      refused: [{ reason: 'connection_deleted' }],
    });
    expect(await judge('pinned')).toMatchObject({ readyIds: [runId], refused: [] });
    expect(vendor.requests).toHaveLength(before);
  }, 60_000);
});

async function publish({ scope, flowId }: LiveFlow, steps: Step[]): Promise<void> {
  const { rows } = await house.pool.query<{ document: object; number: number }>(
    `SELECT document, number FROM flow_versions WHERE flow_id = $1 ORDER BY number DESC LIMIT 1`,
    [flowId],
  );
  const versionId = randomUUID();
  await house.pool.query(
    `INSERT INTO flow_versions (workspace_id, id, flow_id, number, document) VALUES ($1, $2, $3, $4, $5)`,
    [
      scope.workspaceId,
      versionId,
      flowId,
      (rows[0]?.number ?? 0) + 1,
      JSON.stringify({ ...rows[0]?.document, steps }),
    ],
  );
  await house.pool.query(
    `UPDATE flows SET published_version_id = $3 WHERE workspace_id = $1 AND id = $2`,
    [scope.workspaceId, flowId, versionId],
  );
}
