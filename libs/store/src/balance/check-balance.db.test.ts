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
import { isTimeout } from '../database/classify-failure.js';
import { claimRuns } from '../run/claim-runs.js';
import { recordProgress } from '../run/record-progress.js';
import { replayRun } from '../run/replay-run.js';
import type { Scope } from '../scope.js';
import { checkBalance, countBalanceFaults } from './check-balance.js';
import { readBalance } from './read-balance.js';

let db: TestStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query('TRUNCATE events, runs, open_runs, balance_faults');
  scope = await aWorkspace(db);
  flowId = await aLiveFlow(db, scope);
});

const check = () =>
  checkBalance(db.pool, {
    since: new Date(Date.now() - 21 * 86_400_000),
    statementTimeoutMs: 5_000,
  });

describe('the balance', () => {
  it('is right while runs wait, end and are repeated', async () => {
    await anEvent(db, scope, flowId);
    await anEvent(db, scope, flowId, { kind: 'test' });
    const { runId } = await anEvent(db, scope, flowId);
    await record(db, await claim(db, runId), {
      move: { to: 'failed', error: anError('rejected') },
    });
    await replayRun(scope, db.store, {
      runId,
      newRunId: newId(),
      from: 'start',
      version: 'pinned',
    });

    expect(await check()).toEqual({ faults: [], hasChanged: false });
    expect((await readBalance(scope, db.store)).checkedAt).toBeInstanceOf(Date);
  });

  it('raises an alarm once when an event has lost its run, and says when it is right again', async () => {
    const event = await anEvent(db, scope, flowId);
    const { rows } = await db.pool.query('DELETE FROM open_runs WHERE id = $1 RETURNING *', [
      event.runId,
    ]);

    expect(await check()).toMatchObject({
      faults: [{ kind: 'event_without_run', count: 1, sampleEventId: event.id }],
      hasChanged: true,
    });
    expect((await check()).hasChanged).toBe(false);
    expect(await countBalanceFaults(db.pool)).toBe(1);
    expect(await readBalance(scope, db.store)).toMatchObject({
      faults: [{ kind: 'event_without_run', count: 1, sampleEventId: event.id }],
    });
    expect((await readBalance(await aWorkspace(db), db.store)).faults).toEqual([]);

    const { id, flow_id, version_id, event_id, summary } = rows[0];
    await db.pool.query(
      `INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id)
       VALUES ($1, $2, $3, $4, $5, $6, $2)`,
      [scope.workspaceId, id, flow_id, version_id, event_id, summary],
    );
    expect(await check()).toEqual({ faults: [], hasChanged: true });
    expect(await countBalanceFaults(db.pool)).toBe(0);
  });

  it('finds a run that counts without its event, and an event that counts twice', async () => {
    const lost = await anEvent(db, scope, flowId);
    await db.pool.query('DELETE FROM events WHERE id = $1', [lost.id]);
    const twice = await anEvent(db, scope, flowId);
    await db.pool.query(
      `INSERT INTO runs (workspace_id, id, flow_id, version_id, event_id, state, summary, root_run_id, is_counted,
                         created_at)
       SELECT workspace_id, $2, flow_id, version_id, event_id, 'succeeded', summary, id, true, now()
       FROM open_runs WHERE id = $1`,
      [twice.runId, newId()],
    );

    const { faults } = await check();

    expect(faults).toMatchObject([
      { kind: 'event_with_many_runs', count: 1, sampleEventId: twice.id },
      { kind: 'run_without_event', count: 1, sampleEventId: lost.id },
    ]);
  });

  it('is never wrong in a system at work', async () => {
    const busy = { isOver: false };
    const arrive = async () => {
      while (!busy.isOver) await anEvent(db, scope, flowId);
    };
    const work = async () => {
      while (!busy.isOver) {
        const { runs } = await claimRuns(db.pool, { worker: 'w', limit: 20, leaseSecs: 60 });
        await recordProgress(
          db.pool,
          runs.map((run, index) => ({
            scope: run.scope,
            runId: run.id,
            flowId: run.flowId,
            fence: run.fence,
            attempts: [],
            move:
              index % 3 === 0
                ? { to: 'failed', error: anError('rejected') }
                : { to: 'succeeded', error: null },
          })),
        );
      }
    };
    const repeat = async () => {
      while (!busy.isOver) {
        const { rows } = await db.pool.query<{ id: string }>(
          `SELECT id FROM runs WHERE state = 'failed' AND replayed_by IS NULL LIMIT 5`,
        );
        for (const { id: runId } of rows) {
          const asked = { runId, newRunId: newId(), from: 'start', version: 'pinned' } as const;
          await replayRun(scope, db.store, asked);
        }
      }
    };
    const all = [arrive(), arrive(), work(), repeat()];

    for (let round = 0; round < 60; round += 1) {
      expect(await check()).toEqual({ faults: [], hasChanged: false });
    }

    busy.isOver = true;
    await Promise.all(all);
    const { rows } = await db.pool.query('SELECT count(*)::int AS runs FROM runs');
    expect(rows[0].runs).toBeGreaterThan(20);
  });

  it('gives up in time, and says so', async () => {
    await db.pool.query(
      `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body,
                           summary, run_id)
       SELECT $1, gen_random_uuid(), $2, 'accepted', 'POST', '', '', '[]', 'none', '', '', gen_random_uuid()
       FROM generate_series(1, 20000)`,
      [scope.workspaceId, flowId],
    );
    const late = checkBalance(db.pool, { since: new Date(0), statementTimeoutMs: 1 });

    await expect(late).rejects.toSatisfy(isTimeout);
  });
});
