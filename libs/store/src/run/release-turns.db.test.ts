import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.js';
import { acceptEvents } from '../event/accept-events.js';
import { claimRuns, type ClaimedRun } from './claim-runs.js';
import { aFlow, anEvent, type GivenFlow } from './hot-path.given.js';
import { recordProgress, type RunProgress } from './record-progress.js';
import { releaseIdleLines, releaseTurns, type Line } from './release-turns.js';

let database: TestDatabase;
let pool: Pool;
let flow: GivenFlow;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 8, isKeyed: true });
});
beforeEach(async () => {
  await pool.query('TRUNCATE open_runs');
  flow = await aFlow(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function arrive(keys: readonly string[]): Promise<string[]> {
  const events = keys.map((orderKey) => anEvent(flow, { orderKey }));
  for (const event of events) await acceptEvents(pool, [event]);
  return events.map(({ id }) => id);
}

const look = (maxLines: number, after: Line | null = null) =>
  releaseIdleLines(pool, { maxLines, after });
const line = (orderKey = '') => ({ scope: flow.scope, flowId: flow.flowId, orderKey });

async function claim(): Promise<readonly ClaimedRun[]> {
  return (await claimRuns(pool, { worker: 'w', limit: 100, leaseSecs: 30 })).runs;
}

async function only(runs: readonly ClaimedRun[]): Promise<ClaimedRun> {
  const [run, ...more] = runs;
  if (!run || more.length > 0) throw new Error(`${runs.length} runs had their turn`);
  return run;
}

const move = (run: ClaimedRun, to: RunProgress['move'], leavesLine = false) =>
  recordProgress(pool, [
    {
      scope: run.scope,
      runId: run.id,
      flowId: run.flowId,
      fence: run.fence,
      attempts: [],
      move: to,
      leavesLine,
    },
  ]);
const end = (run: ClaimedRun) => move(run, { to: 'succeeded', error: null });
const stuck = { code: 'refused', message: 'no', stepId: null, pointer: null };

describe('runs that keep an order', () => {
  it('wait until they have their turn, and go one at a time as they arrived (OR-1)', async () => {
    const ids = await arrive(['', '', '']);
    expect(await claim()).toEqual([]);
    const done: string[] = [];
    for (let round = 0; round < ids.length; round += 1) {
      expect(await releaseTurns(pool, [line()])).toBe(1);
      const run = await only(await claim());
      expect(run.orderKey).toBe('');
      expect(await releaseTurns(pool, [line()])).toBe(0);
      done.push(run.event.id);
      await end(run);
    }
    expect(done).toEqual(ids);
  });

  it('keep it by key: other keys go beside them', async () => {
    const [first, , other] = await arrive(['a', 'a', 'b']);
    expect(await releaseTurns(pool, [line('a'), line('b'), line('a')])).toBe(2);
    const runs = await claim();
    expect(new Set(runs.map(({ event }) => event.id))).toEqual(new Set([first, other]));
  });

  it('give one turn however many processes give it at once', async () => {
    await arrive(Array.from({ length: 10 }, () => ''));
    const given = await Promise.all(Array.from({ length: 8 }, () => releaseTurns(pool, [line()])));
    expect(given.reduce((sum, each) => sum + each, 0)).toBe(1);
    await only(await claim());
  });

  it('hold those behind them while they wait for a retry or for a person', async () => {
    await arrive(['', '']);
    await releaseTurns(pool, [line()]);
    const run = await only(await claim());
    await move(run, {
      to: 'waiting',
      wakeInMs: 60_000,
      waitingFor: 'retry',
      connectionId: null,
      error: stuck,
    });
    expect(await releaseTurns(pool, [line()])).toBe(0);
    await pool.query(
      `UPDATE open_runs SET wake_at = clock_timestamp() WHERE waiting_for = 'retry'`,
    );
    const again = await only(await claim());
    await move(again, { to: 'needs_attention', error: stuck });
    expect(await releaseTurns(pool, [line()])).toBe(0);
    expect((await look(10)).released).toBe(0);
  });

  it('let those behind them go when the flow says that a stuck run leaves its line', async () => {
    const [, second] = await arrive(['', '']);
    await releaseTurns(pool, [line()]);
    await move(await only(await claim()), { to: 'needs_attention', error: stuck }, true);
    expect(await releaseTurns(pool, [line()])).toBe(1);
    expect((await only(await claim())).event.id).toBe(second);
  });

  it('are found by the sweeper when nobody passed the turn on, so many lines at a time', async () => {
    await arrive(['a', 'a', 'b', 'c']);
    const first = await look(2);
    expect(first).toEqual({ released: 2, next: line('b') });
    expect(await look(2, first.next)).toEqual({ released: 1, next: null });
    expect(await look(10)).toEqual({ released: 0, next: null });
    expect(await claim()).toHaveLength(3);
  });

  it('are found behind any number of busy lines, which a look visits no more than it may', async () => {
    await arrive(['a', 'a', 'b', 'b', 'c']);
    await releaseTurns(pool, [line('a'), line('b')]);
    const busy = await look(1);
    expect(busy).toEqual({ released: 0, next: line('a') });
    const next = await look(1, busy.next);
    expect(next).toEqual({ released: 0, next: line('b') });
    expect((await look(1, next.next)).released).toBe(1);
  });

  it('cannot have their turn together, whatever a writer does', async () => {
    await arrive(['', '']);
    await expect(
      pool.query(`UPDATE open_runs SET state = 'queued', waiting_for = NULL, wake_at = now()`),
    ).rejects.toThrow('open_runs_turn_key');
  });
});
