import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptRecord, RunMove } from '@hookline/contract';
import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { openPool, type Pool } from '../database/pool.js';
import { acceptEvents } from '../event/accept-events.js';
import { claimRuns, type ClaimedRun } from './claim-runs.js';
import { extendLeases } from './extend-leases.js';
import { handBackRun } from './hand-back-run.js';
import { aFlow, anEvent } from './hot-path.given.js';
import { inRunTransaction } from './in-run-transaction.js';
import { readJournal } from './read-journal.js';
import { recordProgress, recordProgressAgain, type RunProgress } from './record-progress.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 8 });
});
beforeEach(async () => {
  await pool.query('TRUNCATE open_runs');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const claim = (limit = 10, leaseSecs = 30, worker = 'w1') =>
  claimRuns(pool, { worker, limit, leaseSecs }).then(({ runs }) => runs);

async function queue(count: number): Promise<void> {
  const flow = await aFlow(pool);
  await acceptEvents(
    pool,
    Array.from({ length: count }, () => anEvent(flow)),
  );
}

async function one(): Promise<ClaimedRun> {
  const [run] = await claim(1);
  if (!run) throw new Error('there was nothing to claim');
  return run;
}

const attempt = (given: Partial<AttemptRecord> = {}): AttemptRecord => ({
  stepId: 'send',
  item: '',
  try: 1,
  state: 'succeeded',
  idempotencyKey: 'key',
  input: { to: 'x' },
  output: { id: 1 },
  error: null,
  ...given,
});
const progress = (
  run: ClaimedRun,
  move: RunMove,
  attempts: readonly AttemptRecord[] = [],
): RunProgress => ({
  scope: run.scope,
  runId: run.id,
  flowId: run.flowId,
  fence: run.fence,
  attempts,
  move,
});

const error = { code: 'rejected', message: 'no', stepId: 'send', pointer: null };
const ended: RunMove = { to: 'succeeded', error: null };
const waiting = (wakeInMs: number): RunMove => ({
  to: 'waiting',
  wakeInMs,
  waitingFor: 'retry',
  connectionId: null,
  error,
});

describe('claimRuns', () => {
  it('gives a run with its event to one of two workers, never to both', async () => {
    await queue(50);
    const claimed = await Promise.all([
      claim(30, 30, 'w1'),
      claim(30, 30, 'w2'),
      claim(30, 30, 'w3'),
    ]);
    const ids = claimed.flat().map((run) => run.id);
    expect(ids).toHaveLength(50);
    expect(new Set(ids).size).toBe(50);
    expect(claimed.flat()[0]?.event.content?.toString()).toBe('{"Name":"Anna"}');
  });

  it('takes a run over when its lease has ended, with a higher fence', async () => {
    await queue(1);
    const [first] = await claim(1, 0);
    const [second] = await claim(1, 30, 'w2');
    expect(second).toMatchObject({ id: first?.id, fence: 2, strikes: 2, hasJournal: true });
    expect(await claim()).toEqual([]);
  });

  it('does not take a run that is not due by the clock of the database', async () => {
    await queue(1);
    const run = await one();
    await recordProgress(pool, [progress(run, waiting(60_000))]);
    expect(await claim()).toEqual([]);
    await pool.query(`UPDATE open_runs SET wake_at = clock_timestamp()`);
    expect(await claim()).toMatchObject([{ strikes: 1 }]);
  });
});

describe('recordProgress', () => {
  it('moves an ended run to history with its tries, in one statement', async () => {
    await queue(1);
    const run = await one();

    expect(await recordProgress(pool, [progress(run, ended, [attempt()])])).toEqual(['recorded']);

    const open = await pool.query('SELECT FROM open_runs');
    const runs = await pool.query('SELECT state, is_counted FROM runs WHERE id = $1', [run.id]);
    expect(open.rowCount).toBe(0);
    expect(runs.rows).toEqual([{ state: 'succeeded', is_counted: true }]);
    expect(await readJournal(run.scope, pool, run.id)).toMatchObject([attempt()]);
  });

  it('turns an intent into its result in the same row', async () => {
    await queue(1);
    const run = await one();
    await recordProgress(pool, [
      progress(run, { to: 'running' }, [attempt({ state: 'intent', output: null })]),
    ]);
    await recordProgress(pool, [progress(run, ended, [attempt()])]);
    expect(await readJournal(run.scope, pool, run.id)).toMatchObject([{ state: 'succeeded' }]);
  });

  it.each([
    ['at first', recordProgress],
    ['when it is given again', recordProgressAgain],
  ])('tells two claims of one run apart %s', async (_, give) => {
    await queue(1);
    const [earlier] = await claim(1, 0);
    const [later] = await claim(1);
    if (!earlier || !later) throw new Error('nothing was claimed');

    const answers = await give(pool, [
      progress(earlier, { to: 'running' }),
      progress(later, ended),
    ]);
    expect(answers).toEqual(['refused', 'recorded']);
  });

  it('refuses every write of a worker whose run was taken over (CR-4)', async () => {
    await queue(1);
    const [zombie] = await claim(1, 0);
    const [owner] = await claim(1, 30, 'w2');
    if (!zombie || !owner) throw new Error('nothing was claimed');

    const late = await recordProgress(pool, [progress(zombie, ended, [attempt()])]);
    const local = await inRunTransaction(zombie.scope, pool, zombie, async () => {
      throw new Error('a zombie must not get here');
    });

    expect(late).toEqual(['refused']);
    expect(local).toBe('refused');
    expect(await readJournal(owner.scope, pool, owner.id)).toEqual([]);
    expect(await recordProgress(pool, [progress(owner, ended)])).toEqual(['recorded']);
  });

  it('writes the good records of a batch beside a refused one', async () => {
    await queue(2);
    const [a, b] = await claim(2);
    if (!a || !b) throw new Error('nothing was claimed');
    const answers = await recordProgress(pool, [
      progress({ ...a, fence: 99 }, ended, [attempt()]),
      progress(b, ended, [attempt()]),
    ]);
    expect(answers).toEqual(['refused', 'recorded']);
    expect(await readJournal(a.scope, pool, a.id)).toEqual([]);
  });

  it('parks a run that needs a person where no claim finds it', async () => {
    await queue(1);
    const run = await one();
    await recordProgress(pool, [progress(run, { to: 'needs_attention', error })]);
    expect(await claim()).toEqual([]);
    const { rows } = await pool.query('SELECT state, error FROM open_runs');
    expect(rows).toEqual([{ state: 'needs_attention', error }]);
  });

  it('forgives earlier strikes when a run parks in good order', async () => {
    await queue(1);
    await claim(1, 0);
    const run = await one();
    expect(run.strikes).toBe(2);
    await recordProgress(pool, [progress(run, waiting(0))]);
    expect(await one()).toMatchObject({ strikes: 1 });
  });
});

describe('handBackRun', () => {
  it('lets a run be claimed again without a strike, and leaves alone what is not ours any more', async () => {
    await queue(1);
    const [zombie] = await claim(1, 0);
    const owner = await one();
    if (!zombie) throw new Error('nothing was claimed');
    await handBackRun(zombie.scope, pool, zombie);
    expect(await claim()).toEqual([]);

    await handBackRun(owner.scope, pool, owner);
    await pool.query('UPDATE open_runs SET wake_at = clock_timestamp()');
    expect(await one()).toMatchObject({ strikes: owner.strikes, fence: owner.fence + 1 });
  });
});

describe('inRunTransaction', () => {
  it('undoes the work in our own tables when the record cannot be written', async () => {
    await queue(1);
    const run = await one();
    const failing = inRunTransaction(run.scope, pool, run, async (client) => {
      await client.query(`UPDATE workspaces SET name = 'changed' WHERE id = $1`, [
        run.scope.workspaceId,
      ]);
      return progress(run, ended, [attempt({ try: 0 })]);
    });
    await expect(failing).rejects.toThrow();
    const { rows } = await pool.query('SELECT name FROM workspaces WHERE id = $1', [
      run.scope.workspaceId,
    ]);
    expect(rows).toEqual([{ name: 'Test' }]);
    expect(await recordProgress(pool, [progress(run, ended)])).toEqual(['recorded']);
  });
});

describe('extendLeases', () => {
  it('keeps what is still ours and tells what is not', async () => {
    await queue(2);
    const [mine] = await claim(1, 1);
    const [lost] = await claim(1, 0);
    await claim(1, 30, 'w2');
    if (!mine || !lost) throw new Error('nothing was claimed');
    const held = [mine, lost].map((run) => ({
      workspaceId: run.scope.workspaceId,
      flowId: run.flowId,
      id: run.id,
      fence: run.fence,
    }));
    expect(await extendLeases(pool, held, 30)).toEqual([mine.id]);
  });
});
