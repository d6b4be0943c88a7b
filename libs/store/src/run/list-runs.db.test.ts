import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aLiveFlow,
  anEvent,
  aStore,
  aWorkspace,
  claim,
  type TestStore,
} from '../database/store.given.js';
import type { Scope } from '../scope.js';
import { findRun } from './find-run.js';
import { listEvents } from '../event/list-events.js';
import { listRuns } from './list-runs.js';

let db: TestStore;
let scope: Scope;
beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

const dueSince = (runId: string, secs: number) =>
  db.pool.query(
    `UPDATE open_runs SET wake_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1`,
    [runId, secs],
  );
const reason = async (runId: string) => {
  const filter = { flowId: null, status: null, text: null, from: null, to: null, cursor: null };
  const { items } = await listRuns(scope, db.store, { ...filter, limit: 100 });
  const listed = items.find(({ id }) => id === runId)?.waitingFor;
  expect((await findRun(scope, db.store, runId))?.waitingFor).toBe(listed);
  return listed;
};

describe('a run that stands still', () => {
  it('says after five seconds that it waits for a worker', async () => {
    const { runId } = await anEvent(db, scope, await aLiveFlow(db, scope));
    expect(await reason(runId)).toBeNull();
    await dueSince(runId, 6);
    expect(await reason(runId)).toBe('worker');
  });

  it('says so when the lease of its worker has ended, and not while somebody works on it', async () => {
    const { runId } = await anEvent(db, scope, await aLiveFlow(db, scope));
    await claim(db, runId);
    expect(await reason(runId)).toBeNull();
    await dueSince(runId, 6);
    expect(await reason(runId)).toBe('worker');
  });
});

it('a page from a time before all time is that of everything', async () => {
  const flowId = await aLiveFlow(db, scope);
  const { runId } = await anEvent(db, scope, flowId);
  const all = { flowId, status: null, state: null, text: null, to: null, cursor: null, limit: 100 };
  for (const from of [new Date(0), new Date('1960-01-01T00:00:00Z')]) {
    const runs = await listRuns(scope, db.store, { ...all, from });
    expect(runs.items.map(({ id }) => id)).toEqual([runId]);
    expect((await listEvents(scope, db.store, { ...all, from })).items).toHaveLength(1);
    expect((await listRuns(scope, db.store, { ...all, from: null, to: from })).items).toEqual([]);
  }
});
