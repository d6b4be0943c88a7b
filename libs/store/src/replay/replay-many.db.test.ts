import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunSelection } from '@hookline/contract';
import {
  aDocument,
  aLiveFlow,
  anAction,
  anAttempt,
  anError,
  anEvent,
  aStore,
  aWorkspace,
  claim,
  newId,
  publish,
  record,
  type TestStore,
} from '../database/store.given.js';
import { findFlow } from '../flow/find-flow.js';
import { saveDraft } from '../flow/save-draft.js';
import { countLedger } from '../ledger/count-ledgers.js';
import { claimRuns } from '../run/claim-runs.js';
import { findRun } from '../run/find-run.js';
import { listAttention } from '../run/list-attention.js';
import { runByHand } from '../run/run-by-hand.js';
import { replayRun } from '../run/replay-run.js';
import type { Scope } from '../scope.js';
import { beginReplay } from './begin-replay.js';
import { cancelReplay, findReplay } from './find-replay.js';
import type { ReplayWay } from './judge-replay.js';
import { planReplay } from './plan-replay.js';
import { workReplay } from './work-replay.js';

let db: TestStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query('TRUNCATE events, runs, open_runs, replays, replay_items');
  scope = await aWorkspace(db);
  flowId = await aLiveFlow(db, scope);
});

const again: ReplayWay = { kind: 'replay', from: 'failed', version: 'pinned' };

async function aStuckRun(given: { message?: string; flow?: string } = {}): Promise<string> {
  const { runId } = await anEvent(db, scope, given.flow ?? flowId);
  const error = {
    ...anError('rejected', 'second'),
    message: given.message ?? 'The stage no longer exists.',
  };
  const failed = anAttempt({ stepId: 'second', state: 'failed', output: null, error });
  await record(db, await claim(db, runId), {
    attempts: [anAttempt(), failed],
    move: { to: 'needs_attention', error },
  });
  return runId;
}

async function stuckRuns(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { runId } = await anEvent(db, scope, flowId);
    ids.push(runId);
  }
  await db.pool.query(
    `UPDATE open_runs SET state = 'needs_attention', wake_at = 'infinity', error = $2 WHERE id = ANY ($1)`,
    [ids, JSON.stringify(anError('rejected', 'second'))],
  );
  return ids;
}

const plan = async (selection: RunSelection, way: ReplayWay = again) => {
  const planning = await planReplay(scope, db.store, { selection, way });
  if (planning.outcome !== 'planned') throw new Error(planning.outcome);
  return planning;
};

async function begin(runIds: readonly string[], way: ReplayWay = again): Promise<string> {
  const id = newId();
  await beginReplay(scope, db.store, { id, way, runIds, askedBy: 'Anna' });
  return id;
}

const means = { newId, onFault: (error: unknown) => Promise.reject(error) };
async function workAll(): Promise<number> {
  let batches = 0;
  while ((await workReplay(db.store, means)) !== null) batches += 1;
  return batches;
}

describe('what needs attention', () => {
  it('is grouped by flow, step and reason, whatever id or number the message names', async () => {
    await aStuckRun({ message: 'Lead 17 of ann@shop.example was refused' });
    const newest = await aStuckRun({ message: 'Lead 9 of bob@shop.example was refused' });
    await aStuckRun({ message: 'The stage no longer exists.' });
    await aStuckRun({ flow: await aLiveFlow(db, scope), message: 'The stage no longer exists.' });

    const { total, items } = await listAttention(scope, db.store);

    expect(total).toBe(4);
    expect(items.map(({ count }) => count)).toEqual([2, 1, 1]);
    expect(items[0]).toMatchObject({
      flowId,
      code: 'rejected',
      message: 'Lead 9 of bob@shop.example was refused',
      step: { stepId: 'second', app: 'http', action: 'request' },
      sample: { runId: newest, summary: 'Ivan' },
    });
    const cause = items[0]?.cause ?? '';
    expect((await plan({ filter: { cause } })).readyIds).toHaveLength(2);
    expect(await listAttention(await aWorkspace(db), db.store)).toEqual({ total: 0, items: [] });
  });
});

describe('a replay of many runs', () => {
  it('says before anything runs what it cannot repeat, and why', async () => {
    const stuck = await aStuckRun();
    const open = (await anEvent(db, scope, flowId)).runId;
    const repeated = await aStuckRun();
    await replayRun(scope, db.store, { ...again, runId: repeated, newRunId: newId() });
    const stranger = newId();

    const { readyIds, refused } = await plan({ ids: [stuck, open, repeated, stranger, 'no id'] });

    expect(readyIds).toEqual([stuck]);
    expect(refused).toEqual([
      { reason: 'at_work', count: 1, sampleRunId: open },
      { reason: 'repeated_already', count: 1, sampleRunId: repeated },
      { reason: 'not_found', count: 2, sampleRunId: stranger },
    ]);
  });

  it('names a deleted connection and a removed step', async () => {
    const gone = { ...anAction('second'), connectionId: newId() };
    const flow = await aLiveFlow(db, scope, aDocument({ steps: [anAction('first'), gone] }));
    const runId = await aStuckRun({ flow });
    expect((await plan({ ids: [runId] })).refused).toMatchObject([
      { reason: 'connection_deleted', count: 1 },
    ]);

    const revision = (await findFlow(scope, db.store, flow))?.draftRevision ?? 0;
    const document = aDocument({ steps: [anAction('first')] });
    await saveDraft(scope, db.store, { flowId: flow, document, revision });
    await publish(db, scope, flow);

    const published = { ...again, version: 'published' } as const;
    expect((await plan({ ids: [runId] }, published)).refused).toMatchObject([
      { reason: 'step_removed', count: 1 },
    ]);
    expect((await plan({ ids: [runId] }, { ...published, from: 'start' })).readyIds).toEqual([
      runId,
    ]);
  });

  it('repeats all of them in batches, in the order in which the leads came', async () => {
    const runIds = await stuckRuns(230);
    const { readyIds } = await plan({ filter: { status: ['needs_attention'] } });
    expect(readyIds).toEqual(runIds);
    const id = await begin(readyIds);

    expect(await workReplay(db.store, means)).toMatchObject({ replayId: id });
    expect(await findReplay(scope, db.store, id)).toMatchObject({ state: 'running', done: 100 });
    await workAll();

    expect(await findReplay(scope, db.store, id)).toMatchObject({
      state: 'done',
      total: 230,
      done: 230,
      skipped: 0,
      failed: 0,
    });
    const { rows } = await db.pool.query<{ replay_of: string }>(
      'SELECT replay_of FROM open_runs ORDER BY wake_at',
    );
    expect(rows.map((row) => row.replay_of)).toEqual(runIds);
    expect(await countLedger(scope, db.store, flowId)).toMatchObject({ open: 230, balanced: true });
  });

  it('is done once, however many work on it, and passes over what has moved on', async () => {
    const runIds = await stuckRuns(150);
    const id = await begin(runIds);
    await replayRun(scope, db.store, { ...again, runId: runIds[3] ?? '', newRunId: newId() });

    await Promise.all([workAll(), workAll(), workAll()]);
    await workAll();

    expect(await findReplay(scope, db.store, id)).toMatchObject({ done: 149, skipped: 1 });
    const { rows } = await db.pool.query('SELECT count(*)::int AS open FROM open_runs');
    expect(rows[0].open).toBe(150);
  });

  it('leaves a batch undone when its process dies, and the next one does it', async () => {
    const id = await begin(await stuckRuns(5));
    await expect(
      db.store.transaction(async (inner) => {
        await workReplay(inner, means);
        throw new Error('the process died');
      }),
    ).rejects.toThrow('died');
    expect(await findReplay(scope, db.store, id)).toMatchObject({ state: 'running', done: 0 });

    await workAll();

    expect(await findReplay(scope, db.store, id)).toMatchObject({ state: 'done', done: 5 });
  });

  it('can be stopped, and leaves the rest as it was', async () => {
    const id = await begin(await stuckRuns(150));
    await workReplay(db.store, means);

    await cancelReplay(scope, db.store, { replayId: id, by: 'Anna' });

    expect(await workAll()).toBe(0);
    expect(await findReplay(scope, db.store, id)).toMatchObject({ state: 'cancelled', done: 100 });
    expect((await listAttention(scope, db.store)).total).toBe(50);
    expect(
      await cancelReplay(await aWorkspace(db), db.store, { replayId: id, by: 'Eve' }),
    ).toBeNull();
  });

  it('of kind cancel ends open runs and refuses one at work', async () => {
    const [stuck = ''] = await stuckRuns(1);
    const held = (await anEvent(db, scope, flowId)).runId;
    await claim(db, held);
    const { readyIds, refused } = await plan({ ids: [stuck, held] }, { kind: 'cancel' });
    expect(refused).toMatchObject([{ reason: 'at_work', sampleRunId: held }]);

    await begin(readyIds, { kind: 'cancel' });
    await workAll();

    expect(await findRun(scope, db.store, stuck)).toMatchObject({ state: 'cancelled' });
  });
});

describe('a run by hand', () => {
  it('does an event on another flow, outside the ledger, and so does its replay', async () => {
    const event = await anEvent(db, scope, flowId, { kind: 'rejected' });
    const other = await aLiveFlow(db, scope);
    const newRunId = newId();
    const asked = { eventId: event.id, flowId: other, versionId: null, newRunId };

    expect(await runByHand(scope, db.store, asked)).toEqual({ outcome: 'begun' });

    expect(await findRun(scope, db.store, newRunId)).toMatchObject({
      isByHand: true,
      flowId: other,
    });
    const run = await claim(db, newRunId);
    expect(run.event.id).toBe(event.id);
    await record(db, run, { move: { to: 'failed', error: anError('rejected') } });
    const third = newId();
    await replayRun(scope, db.store, { ...again, runId: newRunId, newRunId: third, from: 'start' });
    expect((await claim(db, third)).event.id).toBe(event.id);
    expect(await countLedger(scope, db.store, null)).toMatchObject({
      received: 1,
      rejected: 1,
      open: 0,
      balanced: true,
    });
  });

  it('needs an event and a flow of this workspace, and something that is published', async () => {
    const event = await anEvent(db, scope, flowId);
    const asked = { eventId: event.id, flowId, versionId: null, newRunId: newId() };
    const other = await aWorkspace(db);
    const outcomeOf = (given: Partial<typeof asked>, whose = scope) =>
      runByHand(whose, db.store, { ...asked, ...given }).then(({ outcome }) => outcome);

    expect(await outcomeOf({}, other)).toBe('flow_not_found');
    expect(await outcomeOf({ flowId: 'x' })).toBe('flow_not_found');
    expect(await outcomeOf({ eventId: newId() })).toBe('event_not_found');
    expect(await outcomeOf({ flowId: await aLiveFlow(db, other) })).toBe('flow_not_found');
    const { runs } = await claimRuns(db.pool, { worker: 'w', limit: 9, leaseSecs: 9 });
    expect(runs).toHaveLength(1);
  });
});
