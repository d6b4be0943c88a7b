import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { aLiveFlow, anEvent, aStore, aWorkspace, type TestStore } from '../database/store.given.js';
import { measureQueue } from './measure-queue.js';

let db: TestStore;

beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());
beforeEach(() => db.pool.query('TRUNCATE events, open_runs'));

const dueSince = (runId: string, secs: number) =>
  db.pool.query(
    `UPDATE open_runs SET wake_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1`,
    [runId, secs],
  );

it('an empty queue has no age, and none in any state', async () => {
  const { open, ageSecs } = await measureQueue(db.pool);

  expect(ageSecs).toBe(0);
  expect(Object.fromEntries(open)).toEqual({
    queued: 0,
    running: 0,
    waiting: 0,
    needs_attention: 0,
  });
});

it('the age is that of the eldest that could be claimed, in whichever flow it is', async () => {
  const scope = await aWorkspace(db);
  const flows = [
    await aLiveFlow(db, scope),
    await aLiveFlow(db, scope),
    await aLiveFlow(db, scope),
  ];
  const runs = [];
  for (const flowId of [...flows, ...flows]) runs.push((await anEvent(db, scope, flowId)).runId);
  for (const [place, runId] of runs.entries()) await dueSince(runId, 10 + place * 10);
  expect((await measureQueue(db.pool)).ageSecs).toBeCloseTo(60, -0.5);

  await db.pool.query(
    `UPDATE open_runs SET state = 'waiting', waiting_for = 'retry' WHERE id = $1`,
    [runs[0]],
  );
  await dueSince(runs[0] ?? '', 500);
  expect((await measureQueue(db.pool)).ageSecs).toBeGreaterThan(499);
});

it('what waits for a person, for its turn or for its time makes the queue no older', async () => {
  const scope = await aWorkspace(db);
  const flowId = await aLiveFlow(db, scope);
  const { runId } = await anEvent(db, scope, flowId);
  await db.pool.query(
    `UPDATE open_runs SET state = 'needs_attention', error = '{}', wake_at = 'infinity' WHERE id = $1`,
    [runId],
  );
  await anEvent(db, scope, flowId, { orderKey: 'a line' });
  await dueSince((await anEvent(db, scope, flowId)).runId, -3_600);

  const { open, ageSecs } = await measureQueue(db.pool);

  expect(ageSecs).toBe(0);
  expect(Object.fromEntries(open)).toEqual({
    queued: 1,
    running: 0,
    waiting: 1,
    needs_attention: 1,
  });
});

it.each([1_500, 10_500])('the eldest is found in the last of %i flows that wait', async (flows) => {
  const { workspaceId } = await aWorkspace(db);
  await db.pool.query(
    `INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id, wake_at)
     SELECT $1, id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, id, id, '', id,
            clock_timestamp() - make_interval(secs => CASE WHEN n = $2 THEN 700 ELSE 10 END)
     FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, $2::int) n) made`,
    [workspaceId, flows],
  );

  const { open, ageSecs } = await measureQueue(db.pool);

  expect(ageSecs).toBeGreaterThan(699);
  expect(open.get('queued')).toBe(flows);
});

it('what is due again is the eldest also when more flows wait than a walk visits', async () => {
  const { workspaceId } = await aWorkspace(db);
  await db.pool.query(
    `INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id, state, waiting_for,
                            wake_at)
     SELECT $1, id, id, id, id, '', id, CASE WHEN n = 1 THEN 'waiting' ELSE 'queued' END,
            CASE WHEN n = 1 THEN 'retry' END, clock_timestamp() - make_interval(secs => CASE WHEN n = 1 THEN 700 ELSE 10 END)
     FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 10500) n) made`,
    [workspaceId],
  );

  expect((await measureQueue(db.pool)).ageSecs).toBeGreaterThan(699);
});
