import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { findEvent } from '../event/find-event.js';
import { findFlow } from '../flow/find-flow.js';
import { saveDraft } from '../flow/save-draft.js';
import type { Scope } from '../scope.js';
import { cancelRun } from './cancel-run.js';
import { findRun } from './find-run.js';
import { listRuns } from './list-runs.js';
import { readJournal } from './read-journal.js';
import { replayRun, type Replay } from './replay-run.js';
import { resolveRun } from './resolve-run.js';

let db: TestStore;
let scope: Scope;

beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

/** A run whose first step is done and whose second failed. */
async function aFailedRun(given: { to?: 'failed' | 'needs_attention' } = {}) {
  const flowId = await aLiveFlow(db, scope);
  const event = await anEvent(db, scope, flowId);
  const error = anError('rejected', 'second');
  const attempts = [
    anAttempt(),
    anAttempt({ stepId: 'second', state: 'failed', output: null, error, idempotencyKey: 'key-2' }),
  ];
  const run = await claim(db, event.runId);
  await record(db, run, { attempts, move: { to: given.to ?? 'failed', error } });
  return { flowId, eventId: event.id, runId: event.runId };
}

const replay = (runId: string, given: Partial<Replay> = {}) => {
  const newRunId = newId();
  const asked = { runId, newRunId, from: 'failed', version: 'pinned', ...given } as const;
  return replayRun(scope, db.store, asked).then((answer) => ({ answer, newRunId }));
};

describe('a replay', () => {
  it('takes over what is done, with its keys, and leaves the failed step to do', async () => {
    const { runId, eventId } = await aFailedRun();

    const { answer, newRunId } = await replay(runId);

    expect(answer).toEqual({ outcome: 'begun' });
    const journal = await readJournal(scope, db.pool, newRunId);
    expect(journal).toMatchObject([
      { stepId: 'first', state: 'succeeded', output: { id: 7 }, idempotencyKey: 'key-1' },
    ]);
    expect(await findRun(scope, db.store, newRunId)).toMatchObject({
      state: 'queued',
      replayOf: runId,
      steps: [{ state: 'succeeded' }, { state: 'pending' }],
    });
    expect(await findRun(scope, db.store, runId)).toMatchObject({ replayedBy: newRunId });
    expect(await findEvent(scope, db.store, eventId)).toMatchObject({ runId: newRunId });
    expect(await claim(db, newRunId)).toMatchObject({ rootRunId: runId, hasJournal: true });
  });

  it('from the start does all of it again, with the keys of the first run', async () => {
    const { runId } = await aFailedRun();

    const { newRunId } = await replay(runId, { from: 'start' });

    expect(await readJournal(scope, db.pool, newRunId)).toEqual([]);
    expect((await claim(db, newRunId)).rootRunId).toBe(runId);
  });

  it('of a replay keeps the root of the chain', async () => {
    const { runId } = await aFailedRun();
    const { newRunId } = await replay(runId);
    await record(db, await claim(db, newRunId), {
      move: { to: 'failed', error: anError('rejected') },
    });

    const { newRunId: third } = await replay(newRunId);

    expect((await claim(db, third)).rootRunId).toBe(runId);
  });

  it('happens once when two ask at the same time', async () => {
    for (const to of ['failed', 'needs_attention'] as const) {
      const { runId, eventId } = await aFailedRun({ to });

      const both = await Promise.all([replay(runId), replay(runId), replay(runId)]);

      const begun = both.filter(({ answer }) => answer.outcome === 'begun');
      expect(begun).toHaveLength(1);
      const refused = both.filter(({ answer }) => answer.outcome !== 'begun');
      const by = begun[0]?.newRunId;
      expect(refused.map(({ answer }) => answer)).toEqual([
        { outcome: 'repeated_already', by },
        { outcome: 'repeated_already', by },
      ]);
      expect(await findEvent(scope, db.store, eventId)).toMatchObject({ runId: by });
    }
  });

  it('ends an origin that waits for a person', async () => {
    const { runId } = await aFailedRun({ to: 'needs_attention' });

    const { newRunId } = await replay(runId);

    expect(await findRun(scope, db.store, runId)).toMatchObject({
      state: 'failed',
      replayedBy: newRunId,
      error: { code: 'rejected' },
    });
  });

  it('does not simply repeat an effect that nobody knows the outcome of', async () => {
    const flowId = await aLiveFlow(db, scope);
    const { runId } = await anEvent(db, scope, flowId);
    const attempts = [anAttempt({ state: 'intent', output: null })];
    await record(db, await claim(db, runId), {
      attempts,
      move: { to: 'failed', error: anError('strikes') },
    });

    const { newRunId } = await replay(runId);

    expect(await readJournal(scope, db.pool, newRunId)).toMatchObject([{ state: 'unknown' }]);
  });

  it('on the published version takes over the actions that mean the same there', async () => {
    const { runId, flowId } = await aFailedRun();
    const steps = [anAction('first'), anAction('third')];
    const revision = (await findFlow(scope, db.store, flowId))?.draftRevision ?? 0;
    await saveDraft(scope, db.store, { flowId, document: aDocument({ steps }), revision });
    await publish(db, scope, flowId);

    const { newRunId } = await replay(runId, { version: 'published' });

    expect(await findRun(scope, db.store, newRunId)).toMatchObject({
      versionNumber: 2,
      steps: [
        { stepId: 'first', state: 'succeeded' },
        { stepId: 'third', state: 'pending' },
      ],
    });
  });

  it('is refused while the run is open and at work', async () => {
    const flowId = await aLiveFlow(db, scope);
    const { runId } = await anEvent(db, scope, flowId);
    const conflict = (state: string) => ({ outcome: 'conflict', state });

    expect((await replay(runId)).answer).toEqual(conflict('queued'));
    const run = await claim(db, runId);
    expect((await replay(runId)).answer).toEqual(conflict('running'));
    await record(db, run, {
      move: {
        to: 'waiting',
        wakeInMs: 60_000,
        waitingFor: 'delay',
        connectionId: null,
        error: null,
      },
    });
    expect((await replay(runId)).answer).toEqual(conflict('waiting'));
  });

  it('from the failure of a run that did not fail is refused; from the start it is not', async () => {
    const flowId = await aLiveFlow(db, scope);
    const { runId } = await anEvent(db, scope, flowId);
    await record(db, await claim(db, runId), { move: { to: 'succeeded', error: null } });

    expect((await replay(runId)).answer).toEqual({ outcome: 'nothing_failed' });
    expect((await replay(runId, { from: 'start' })).answer).toEqual({ outcome: 'begun' });
  });
});

describe('cancelling', () => {
  it('ends what waits, and says who did it', async () => {
    const { runId } = await aFailedRun({ to: 'needs_attention' });

    expect(await cancelRun(scope, db.store, { runId, by: 'Anna' })).toEqual({ outcome: 'done' });

    expect(await findRun(scope, db.store, runId)).toMatchObject({
      state: 'cancelled',
      error: { code: 'cancelled', message: 'cancelled by Anna' },
    });
  });

  it('is refused while a worker holds the run, and after the end', async () => {
    const flowId = await aLiveFlow(db, scope);
    const { runId } = await anEvent(db, scope, flowId);
    const run = await claim(db, runId);
    const cancel = () => cancelRun(scope, db.store, { runId, by: 'Anna' });

    expect(await cancel()).toEqual({ outcome: 'conflict', state: 'running' });
    expect(await record(db, run, { move: { to: 'succeeded', error: null } })).toBe('recorded');
    expect(await cancel()).toEqual({ outcome: 'conflict', state: 'succeeded' });
  });
});

describe('an unknown outcome', () => {
  async function anUnknown() {
    const flowId = await aLiveFlow(db, scope);
    const { runId } = await anEvent(db, scope, flowId);
    const error = anError('outcome_unknown', 'first');
    const attempts = [anAttempt({ state: 'unknown', output: null, error })];
    await record(db, await claim(db, runId), { attempts, move: { to: 'needs_attention', error } });
    return runId;
  }
  const answers = [
    { answer: 'it_happened', by: 'Ann', state: 'succeeded', error: null },
    { answer: 'it_did_not', by: 'Ann', state: 'failed', error: { code: 'outcome_unknown' } },
    { answer: 'check_again', by: null, state: 'unknown', error: { code: 'outcome_unknown' } },
  ] as const;

  it.each(answers)(
    'is settled by "$answer", kept with who said so, and the run goes on',
    async (given) => {
      const runId = await anUnknown();

      const answer = await resolveRun(scope, db.store, {
        runId,
        answer: given.answer,
        answeredBy: 'Ann',
      });

      expect(answer).toEqual({ outcome: 'done' });
      const run = await findRun(scope, db.store, runId);
      expect(run).toMatchObject({ state: 'queued', error: null });
      expect(run?.steps[0]?.attempts).toMatchObject([
        { state: given.state, error: given.error, output: null, answeredBy: given.by },
      ]);
      await claim(db, runId);
    },
  );

  it('is settled for the last try alone', async () => {
    const flowId = await aLiveFlow(db, scope);
    const { runId } = await anEvent(db, scope, flowId);
    const error = anError('outcome_unknown', 'first');
    const unknown = { state: 'unknown', output: null, error } as const;
    const attempts = [anAttempt({ ...unknown, try: 1 }), anAttempt({ ...unknown, try: 2 })];
    await record(db, await claim(db, runId), { attempts, move: { to: 'needs_attention', error } });

    await resolveRun(scope, db.store, { runId, answer: 'it_happened', answeredBy: 'Ann' });

    const run = await findRun(scope, db.store, runId);
    expect(run?.steps[0]?.attempts.map(({ state }) => state)).toEqual(['unknown', 'succeeded']);
  });

  it('is not asked about when the run needs attention for another reason', async () => {
    const { runId } = await aFailedRun({ to: 'needs_attention' });

    const answer = await resolveRun(scope, db.store, {
      runId,
      answer: 'it_happened',
      answeredBy: 'Ann',
    });

    expect(answer).toEqual({ outcome: 'conflict', state: 'needs_attention' });
  });
});

describe('a list of runs', () => {
  it('mixes open and ended ones, newest first, in pages, by filter', async () => {
    const mine = await aWorkspace(db);
    const flowId = await aLiveFlow(db, mine);
    const first = await anEvent(db, mine, flowId, { summary: 'Anna 100%' });
    await record(db, await claim(db, first.runId), { move: { to: 'succeeded', error: null } });
    const second = await anEvent(db, mine, flowId, { summary: 'Boris' });
    const all = { flowId, status: null, text: null, from: null, to: null, cursor: null, limit: 1 };

    const page = await listRuns(mine, db.store, all);
    const rest = await listRuns(mine, db.store, { ...all, cursor: page.nextCursor });

    expect(page.items).toMatchObject([{ id: second.runId, state: 'queued', flowName: 'Leads' }]);
    expect(rest).toMatchObject({
      items: [{ id: first.runId, state: 'succeeded' }],
      nextCursor: null,
    });
    const named = await listRuns(mine, db.store, { ...all, text: '100%' });
    expect(named.items.map((run) => run.id)).toEqual([first.runId]);
    const open = await listRuns(mine, db.store, { ...all, status: 'queued' });
    expect(open.items.map((run) => run.id)).toEqual([second.runId]);
    expect((await listRuns(mine, db.store, { ...all, to: new Date(0) })).items).toEqual([]);
  });
});

it("does not know another workspace's runs", async () => {
  const { runId, flowId } = await aFailedRun({ to: 'needs_attention' });
  const other = await aWorkspace(db);
  const asked = { runId, newRunId: newId(), from: 'start', version: 'pinned' } as const;
  const gone = { outcome: 'not_found' };
  const all = { flowId, status: null, text: null, from: null, to: null, cursor: null, limit: 9 };

  expect(await findRun(other, db.store, runId)).toBeNull();
  expect(await replayRun(other, db.store, asked)).toEqual(gone);
  expect(await cancelRun(other, db.store, { runId, by: 'Eve' })).toEqual(gone);
  expect(await resolveRun(other, db.store, { runId, answer: 'check_again' })).toEqual(gone);
  expect((await listRuns(other, db.store, all)).items).toEqual([]);
});
