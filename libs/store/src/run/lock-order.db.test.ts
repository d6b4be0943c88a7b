import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Queryable } from '../database/pool.js';
import {
  aLiveFlow,
  anAttempt,
  anEvent,
  aStore,
  aWorkspace,
  newId,
  type TestStore,
} from '../database/store.given.js';
import type { Scope } from '../scope.js';
import { claimRuns, type ClaimedRun } from './claim-runs.js';
import { extendLeases } from './extend-leases.js';
import { freeLeases } from './free-leases.js';
import { handBackUnheld } from './hand-back-unheld.js';
import { recordProgress } from './record-progress.js';

let home: TestStore;
let scope: Scope;
/** Three runs of one worker, by their ids. */
let runs: ClaimedRun[];
beforeAll(async () => {
  home = await aStore();
});
afterAll(() => home.close());
beforeEach(async () => {
  await home.pool.query('TRUNCATE open_runs');
  scope = await aWorkspace(home);
  const flowId = await aLiveFlow(home, scope);
  // The last one came first: whoever reads them as they lie meets them in the other order.
  const runIds = [newId(), newId(), newId()];
  for (const runId of [...runIds].reverse()) await anEvent(home, scope, flowId, { runId });
  const claim = await claimRuns(home.pool, { worker: 'w', limit: 1_000, leaseSecs: 60 });
  runs = runIds.flatMap((id) => claim.runs.filter((run) => run.id === id));
});

const recordAll = (db: Queryable, all = runs) =>
  recordProgress(
    db,
    all.map((run) => ({
      scope,
      runId: run.id,
      flowId: run.flowId,
      fence: run.fence,
      attempts: [anAttempt({ state: 'intent' })],
      move: { to: 'running' },
    })),
  );
const idsOf = (): unknown[] => runs.map(({ id }) => id);
const held = () =>
  runs.map(({ id, flowId, fence }) => ({ workspaceId: scope.workspaceId, id, flowId, fence }));

async function waiters(): Promise<number> {
  const { rows } = await home.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.n ?? 0;
}

/** Holds the run in the middle fast, until it is let go. */
async function holdOne(): Promise<() => Promise<void>> {
  const holder = await home.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM open_runs WHERE id = $1 FOR UPDATE', [runs[1]?.id]);
  return async () => {
    await holder.query('ROLLBACK');
    holder.release();
  };
}

/** Has both wait for the run in the middle, each with what it took before, and lets them go on. */
async function crossing(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<void> {
  const letGo = await holdOne();
  const first = one();
  await waitFor(async () => (await waiters()) === 1, { what: 'the first one waits' });
  const second = other();
  await waitFor(async () => (await waiters()) === 2, { what: 'the second one waits' });
  await letGo();
  await Promise.all([first, second]);
}

describe('whoever changes several open runs at once', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['what takes over from a dead worker', () => freeLeases(home.pool, ['w'])],
    ['another record, told in the other order,', () => recordAll(home.pool, [...runs].reverse())],
  ])(
    'takes them in the order of their ids, so that %s never stands in the way of a record for good',
    async (_, change) => {
      await expect(crossing(change, () => recordAll(home.pool))).resolves.toBeUndefined();
    },
  );

  it.each<[string, () => Promise<unknown>, unknown]>([
    ['the leases of all others are renewed', () => extendLeases(home.pool, held(), 60), [0, 2]],
    [
      'all others of a lost claim are given back',
      () => handBackUnheld(home.pool, { worker: 'w', heldIds: [] }),
      2,
    ],
  ])('passes over one that somebody holds fast: %s', async (_, change, expected) => {
    const letGo = await holdOne();
    const changed = await change();
    await letGo();
    const places = Array.isArray(changed)
      ? changed.map((id) => idsOf().indexOf(id)).sort()
      : changed;
    expect(places).toEqual(expected);
  });
});
