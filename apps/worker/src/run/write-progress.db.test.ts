import { claimRuns, openPool, type ClaimedRun, type RunProgress } from '@hookline/store/work';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callStep, openWorkerHouse, type WorkerHouse } from './worker-house.given.js';
import { createProgressWriter } from './write-progress.js';

let house: WorkerHouse;
beforeEach(async () => {
  house = await openWorkerHouse();
});
afterEach(() => house.close());

const anEnd = ({ scope, id, flowId, fence }: ClaimedRun): RunProgress => ({
  scope,
  runId: id,
  flowId,
  fence,
  attempts: [],
  move: { to: 'succeeded', error: null },
});

it('holds up no other record where somebody holds a run fast for long', async () => {
  await house.leads(await house.aLiveFlow([callStep('http://127.0.0.1:1/')]), 5);
  const { runs } = await claimRuns(house.pool, { worker: 'w', limit: 5, leaseSecs: 60 });
  const pool = openPool({
    databaseUrl: house.databaseUrl,
    name: 'test',
    max: 4,
    statementTimeoutMs: 2_000,
  });
  const writer = createProgressWriter(pool, { patienceMs: 30_000 });
  const holder = await house.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM open_runs WHERE id = $1 FOR UPDATE', [runs[2]?.id]);

  const answers = await Promise.allSettled(runs.map((run) => writer.add(anEnd(run))));
  await holder.query('ROLLBACK');
  holder.release();
  await pool.end();

  const recorded = { status: 'fulfilled', value: 'recorded' };
  expect(answers.toSpliced(2, 1)).toEqual([recorded, recorded, recorded, recorded]);
  expect(answers[2]).toMatchObject({ status: 'rejected', reason: { code: '57014' } });
});
