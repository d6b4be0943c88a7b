import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
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
import { openPool } from '../database/pool.js';
import { settleHeld } from '../event/settle-held.js';
import { switchFlow } from '../flow/switch-flow.js';
import { claimRuns } from '../run/claim-runs.js';
import { recordProgress } from '../run/record-progress.js';
import { replayRun } from '../run/replay-run.js';
import type { Scope } from '../scope.js';
import { checkRollup } from './check-rollup.js';
import { countLedger } from './count-ledgers.js';
import { foldLedger } from './fold-ledger.js';

let db: TestStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query('TRUNCATE events, runs, open_runs, ledger_totals, ledger_days');
  await db.pool.query(`UPDATE ledger_marks SET folded_to = '-infinity'`);
  scope = await aWorkspace(db);
  flowId = await aLiveFlow(db, scope);
});

const folding = { stepSecs: 86_400 * 20_000, marginSecs: 0, statementTimeoutMs: 5_000 };

/** Folds all that there is: nobody writes at this moment. */
const foldAll = async () => {
  while ((await foldLedger(db.pool, folding))?.isMore);
};
const anEnd = async (to: 'succeeded' | 'failed', runId: string) => {
  const error = to === 'failed' ? anError('rejected') : null;
  await record(db, await claim(db, runId), { move: { to, error } });
};
const ledger = (of: string | null = flowId) => countLedger(scope, db.store, of);
const check = () => checkRollup(db.pool, { since: new Date(0), statementTimeoutMs: 5_000 });
const repeat = (runId: string) =>
  replayRun(scope, db.store, { runId, newRunId: newId(), from: 'start', version: 'pinned' });

describe('the sums of the ledger', () => {
  it('stand for history that nobody looks at any more', async () => {
    const { runId } = await anEvent(db, scope, flowId);
    await anEvent(db, scope, flowId, { kind: 'test' });
    await anEnd('succeeded', runId);
    const before = await ledger();
    await foldAll();
    await db.pool.query('TRUNCATE events, runs');

    expect(before).toMatchObject({ received: 2, succeeded: 1, test: 1, balanced: true });
    expect(await ledger()).toEqual(before);
    expect(await ledger(null)).toEqual(before);
  });

  it('follow a run that is repeated, and an event that is decided about, after they were made', async () => {
    const { runId } = await anEvent(db, scope, flowId);
    await anEnd('failed', runId);
    await switchFlow(scope, db.store, { flowId, to: 'paused' });
    await anEvent(db, scope, flowId);
    await foldAll();
    expect(await ledger()).toMatchObject({ received: 2, failed: 1, held: 1, balanced: true });

    await repeat(runId);
    const decision = {
      flowId,
      decision: 'discard',
      eventIds: null,
      decidedBy: 'Anna',
      newId,
    } as const;
    await settleHeld(scope, db.store, decision);

    const after = { received: 2, failed: 0, open: 1, held: 0, cancelled: 1, balanced: true };
    expect(await ledger()).toMatchObject(after);
    await foldAll();
    expect(await ledger()).toMatchObject(after);
    expect(await ledger(null)).toMatchObject(after);
    expect(await check()).toEqual([]);
  });

  it('count an entry of a flood as all the requests that it stands for', async () => {
    await anEvent(db, scope, flowId, { kind: 'rejected' });
    await anEvent(db, scope, flowId, { kind: 'rejected', standsFor: 500 });
    const before = await ledger();
    expect(before).toMatchObject({ received: 501, rejected: 501, balanced: true });

    await foldAll();
    expect(await ledger()).toEqual(before);
    expect(await ledger(null)).toEqual(before);
    expect(await check()).toEqual([]);
  });

  it('wait for whoever has begun to write before', async () => {
    // One connection, so that all of it is one transaction.
    const slow = openPool({ databaseUrl: db.url, name: 'slow', max: 1 });
    await slow.query('BEGIN');
    await anEvent({ ...db, pool: slow }, scope, flowId);
    await foldLedger(db.pool, folding);
    await anEvent(db, scope, flowId);
    await foldLedger(db.pool, folding);
    expect(await ledger()).toMatchObject({ received: 1, open: 1 });
    await slow.query('COMMIT');
    await slow.end();

    expect(await ledger()).toMatchObject({ received: 2, open: 2, balanced: true });
    await foldAll();
    expect(await ledger()).toMatchObject({ received: 2, open: 2, balanced: true });
    expect(await check()).toEqual([]);
  });

  it('are begun anew when they are not what the tables hold, and the ledger is right at once', async () => {
    const { runId } = await anEvent(db, scope, flowId);
    await anEnd('succeeded', runId);
    await foldAll();
    const right = await ledger();
    expect(await check()).toEqual([]);

    await db.pool.query('UPDATE ledger_totals SET count = count + 1');
    expect(await ledger()).toMatchObject({ received: 2, succeeded: 2 });
    expect(await check()).toMatchObject([
      { workspaceId: scope.workspaceId, kind: 'event:accepted', day: null, kept: 1, counted: 2 },
      { kind: 'run:succeeded' },
    ]);
    expect(await ledger()).toEqual(right);

    await foldAll();
    await db.pool.query(`UPDATE ledger_days SET count = count - 1 WHERE kind = 'run:succeeded'`);
    await db.pool.query(`UPDATE ledger_totals SET count = count - 1 WHERE kind = 'run:succeeded'`);
    expect(await check()).toMatchObject([{ kind: 'run:succeeded', kept: 0, counted: 1 }]);
    expect(await ledger(null)).toEqual(right);
    await foldAll();
    expect(await ledger()).toEqual(right);
    expect(await check()).toEqual([]);
  });
});

const fullSql = `
  SELECT (SELECT count(*)::int FROM events WHERE flow_id = $1) AS received,
         (SELECT count(*)::int FROM open_runs WHERE is_counted AND flow_id = $1) AS open,
         (SELECT count(*)::int FROM runs WHERE is_counted AND state = 'succeeded' AND flow_id = $1) AS succeeded,
         (SELECT count(*)::int FROM runs WHERE is_counted AND state = 'failed' AND flow_id = $1) AS failed`;

it('sums and what came since are the full count at every instant of a system at work', async () => {
  const busy = { isOver: false };
  const arrive = async () => {
    while (!busy.isOver) await anEvent(db, scope, flowId);
  };
  const work = async () => {
    while (!busy.isOver) {
      const { runs } = await claimRuns(db.pool, { worker: 'w', limit: 20, leaseSecs: 60 });
      const progress = runs.map((run, index) => ({
        scope: run.scope,
        runId: run.id,
        flowId: run.flowId,
        fence: run.fence,
        attempts: [],
        move:
          index % 3 === 0
            ? ({ to: 'failed', error: anError('rejected') } as const)
            : ({ to: 'succeeded', error: null } as const),
      }));
      await recordProgress(db.pool, progress);
    }
  };
  const repeatFailed = async () => {
    while (!busy.isOver) {
      const { rows } = await db.pool.query<{ id: string }>(
        `SELECT id FROM runs WHERE state = 'failed' AND replayed_by IS NULL ORDER BY id LIMIT 5`,
      );
      for (const { id } of rows) await repeat(id);
    }
  };
  let folds = 0;
  const fold = async () => {
    while (!busy.isOver) if (await foldLedger(db.pool, folding)) folds += 1;
  };
  const all = [arrive(), arrive(), work(), repeatFailed(), fold()];

  let received = 0;
  while (received < 400 || folds < 40) {
    await db.store.transaction('REPEATABLE READ', async (inner) => {
      const [full] = await inner.query<Record<string, number>[]>(fullSql, [flowId]);
      const told = await countLedger(scope, inner, flowId);
      expect(told).toMatchObject({ ...full, balanced: true });
      expect(await countLedger(scope, inner, null)).toEqual(told);
      received = told.received;
    });
  }
  expect(await check()).toEqual([]);
  busy.isOver = true;
  await Promise.all(all);

  await foldAll();
  expect(await check()).toEqual([]);
  const { rows } = await db.pool.query(
    'SELECT count(*)::int AS repeated FROM runs WHERE retired_at IS NOT NULL',
  );
  expect(rows[0]).toMatchObject({ repeated: expect.any(Number) });
  expect(rows[0].repeated).toBeGreaterThan(5);
}, 60_000);
