import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aFlow,
  aLiveFlow,
  anError,
  anEvent,
  aStore,
  aWorkspace,
  claim,
  newId,
  record,
  type TestStore,
} from '../database/store.given.js';
import { settleHeld } from '../event/settle-held.js';
import { listFlows } from '../flow/list-flows.js';
import { switchFlow } from '../flow/switch-flow.js';
import { cancelRun } from '../run/cancel-run.js';
import { replayRun } from '../run/replay-run.js';
import { scopeOf, type Scope } from '../scope.js';
import { countLedger } from './count-ledgers.js';

let db: TestStore;
let scope: Scope;

beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

const nothing = {
  received: 0,
  succeeded: 0,
  filtered: 0,
  failed: 0,
  cancelled: 0,
  duplicate: 0,
  rejected: 0,
  test: 0,
  held: 0,
  open: 0,
  balanced: true,
};

it('balances in every state that an event can come to', async () => {
  const flowId = await aLiveFlow(db, scope);
  const ledger = () => countLedger(scope, db.store, flowId);
  expect(await ledger()).toEqual(nothing);

  await anEvent(db, scope, flowId, { kind: 'test' });
  await anEvent(db, scope, flowId, { kind: 'rejected' });
  const first = await anEvent(db, scope, flowId, { dedupeKey: 'k' });
  await anEvent(db, scope, flowId, { dedupeKey: 'k' });
  expect(await ledger()).toEqual({
    ...nothing,
    received: 4,
    test: 1,
    rejected: 1,
    duplicate: 1,
    open: 1,
  });

  await record(db, await claim(db, first.runId), { move: { to: 'succeeded', error: null } });
  const second = await anEvent(db, scope, flowId);
  await record(db, await claim(db, second.runId), { move: { to: 'filtered', error: null } });
  const third = await anEvent(db, scope, flowId);
  await cancelRun(scope, db.store, { runId: third.runId, by: 'Anna' });
  const fourth = await anEvent(db, scope, flowId);
  const parked = anError('rejected', 'first');
  await record(db, await claim(db, fourth.runId), {
    move: { to: 'needs_attention', error: parked },
  });
  expect(await ledger()).toMatchObject({ received: 7, open: 1, cancelled: 1, balanced: true });

  const again = {
    runId: fourth.runId,
    newRunId: newId(),
    from: 'start',
    version: 'pinned',
  } as const;
  await replayRun(scope, db.store, again);
  expect(await ledger()).toMatchObject({ received: 7, open: 1, failed: 0, balanced: true });
  await record(db, await claim(db, again.newRunId), {
    move: { to: 'failed', error: anError('rejected') },
  });

  await switchFlow(scope, db.store, { flowId, to: 'paused' });
  await anEvent(db, scope, flowId);
  const chosen = await anEvent(db, scope, flowId);
  await settleHeld(scope, db.store, {
    flowId,
    decision: 'discard',
    eventIds: [chosen.id],
    decidedBy: 'Anna',
    newId,
  });

  expect(await ledger()).toEqual({
    received: 9,
    succeeded: 1,
    filtered: 1,
    failed: 1,
    cancelled: 2,
    duplicate: 1,
    rejected: 1,
    test: 1,
    held: 1,
    open: 0,
    balanced: true,
  });
});

it('counts a whole workspace, and nothing of another one', async () => {
  const mine = await aWorkspace(db);
  const one = await aLiveFlow(db, mine);
  const two = await aFlow(db, mine);
  await anEvent(db, mine, one);
  await anEvent(db, mine, two);

  expect(await countLedger(mine, db.store, null)).toEqual({
    ...nothing,
    received: 2,
    held: 1,
    open: 1,
  });
  expect(await countLedger(await aWorkspace(db), db.store, null)).toEqual(nothing);
  expect(await countLedger(scopeOf(newId()), db.store, one)).toEqual(nothing);
});

it('says when an event has got lost', async () => {
  const flowId = await aLiveFlow(db, scope);
  const { runId } = await anEvent(db, scope, flowId);

  await db.pool.query('DELETE FROM open_runs WHERE id = $1', [runId]);

  expect(await countLedger(scope, db.store, flowId)).toMatchObject({
    received: 1,
    balanced: false,
  });
});

it('stands beside every flow of a list, with its last event and what needs attention', async () => {
  const mine = await aWorkspace(db);
  const quiet = await aFlow(db, mine);
  const busy = await aLiveFlow(db, mine);
  const { runId } = await anEvent(db, mine, busy);
  const error = anError('rejected');
  await record(db, await claim(db, runId), { move: { to: 'needs_attention', error } });

  const page = await listFlows(mine, db.store, { cursor: null, limit: 1, text: null });
  const next = { cursor: page.nextCursor, limit: 1, text: null };
  const rest = await listFlows(mine, db.store, next);

  expect(page.items).toMatchObject([
    { id: busy, needsAttention: 1, ledger: { received: 1, open: 1 } },
  ]);
  expect(page.items[0]?.lastEventAt).toBeInstanceOf(Date);
  expect(rest.items).toMatchObject([{ id: quiet, needsAttention: 0, lastEventAt: null }]);
  expect(rest.nextCursor).toBeNull();
});

it('finds flows by a part of their name, taken literally', async () => {
  const asked = { cursor: null, limit: 10, text: 'ead' };

  expect((await listFlows(scope, db.store, asked)).items.length).toBeGreaterThan(0);
  expect((await listFlows(scope, db.store, { ...asked, text: 'L%s' })).items).toEqual([]);
});
