import type {
  AttentionView,
  BalanceView,
  FlowView,
  ReplayPlan,
  ReplayView,
} from '@hookline/contract';
import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  anHttpStep,
  givenTwoWorkspaces,
  send,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());
// One by one, not all at once: the api looks at some of them by itself, and would meet a lock of all in a ring.
beforeEach(async () => {
  for (const table of ['replay_items', 'replays', 'open_runs', 'runs', 'events'])
    await given.api.pool.query(`DELETE FROM ${table}`);
});

/** Runs that stopped at the step of a live flow, the earliest lead first. */
async function stuckRuns(flow: FlowView, count: number): Promise<string[]> {
  for (let lead = 0; lead < count; lead += 1) await send(flow, { lead }, given.api);
  const error = { code: 'rejected', message: 'Lead 5 was refused', stepId: 'tell', pointer: null };
  const { rows } = await given.api.pool.query<{ id: string }>(
    `UPDATE open_runs SET state = 'needs_attention', wake_at = 'infinity', error = $2
     WHERE flow_id = $1 RETURNING id`,
    [flow.id, error],
  );
  return rows.map(({ id }) => id).sort();
}

const replay = (json: unknown) => given.owner.call<ReplayPlan>('POST', '/runs/replay', json);

async function ended(replayId: string | undefined): Promise<ReplayView> {
  const read = async () => (await given.owner.call<ReplayView>('GET', `/replays/${replayId}`)).body;
  await waitFor(async () => (await read()).state !== 'running', { what: 'the replay ends' });
  return read();
}

describe('replaying many runs', () => {
  it('groups what waits, tells what it would do, does it, and shows how far it is', async () => {
    const flow = await aLiveFlow(given.owner);
    await stuckRuns(flow, 3);
    const attention = await given.owner.call<AttentionView>('GET', '/attention');
    const [group] = attention.body.items;
    expect(group).toMatchObject({ count: 3, flowName: 'Leads', code: 'rejected' });
    const select = { filter: { cause: group?.cause } };

    const dry = await replay({ select, isDry: true });
    expect([dry.status, dry.body]).toEqual([202, { ready: 3, refused: [], replay: null }]);
    const begun = await replay({ select });

    expect(begun.body).toMatchObject({ ready: 3, replay: { state: 'running', total: 3 } });
    expect(await ended(begun.body.replay?.id)).toMatchObject({
      state: 'done',
      done: 3,
      askedBy: 'test',
    });
    const after = await given.owner.call<AttentionView>('GET', '/attention');
    expect(after.body).toEqual({ total: 0, items: [], refusing: [], leftBehind: [] });
  });

  it('begins nothing when nothing can be replayed, and says why', async () => {
    const flow = await aLiveFlow(given.owner);
    const [runId] = await stuckRuns(flow, 1);
    const select = { ids: [runId, '1', '2'] };
    const other = await given.stranger.call('POST', '/runs/replay', { select });
    expect(other.body).toMatchObject({
      ready: 0,
      replay: null,
      refused: [{ reason: 'not_found', count: 3 }],
    });

    const { body } = await replay({ select: { ids: ['1', '2'] } });

    expect(body).toEqual({
      ready: 0,
      refused: [{ reason: 'not_found', count: 2, sampleRunId: '1' }],
      replay: null,
    });
  });

  it.each([
    {},
    { select: { ids: [] } },
    { select: { ids: Array.from({ length: 1_001 }, (_, index) => String(index)) } },
    { select: { ids: ['1'], filter: {} } },
    { select: { filter: { status: ['lost'] } } },
    { select: { filter: { from: 'yesterday' } } },
  ])('refuses the selection %j', async (json) => {
    expect((await replay(json)).status).toBe(400);
  });

  it('cancels a group', async () => {
    const flow = await aLiveFlow(given.owner);
    const runIds = await stuckRuns(flow, 2);
    const select = { filter: { flowId: flow.id, status: ['needs_attention'] } };

    const begun = await given.owner.call<ReplayPlan>('POST', '/runs/cancel', { select });

    expect(await ended(begun.body.replay?.id)).toMatchObject({ kind: 'cancel', done: 2 });
    const run = await given.owner.call('GET', `/runs/${runIds[0]}`);
    expect(run.body).toMatchObject({ state: 'cancelled' });
  });
});

describe('a replay of one run', () => {
  it('says at once that the failed step is gone from the published version', async () => {
    const flow = await aLiveFlow(given.owner);
    const [runId] = await stuckRuns(flow, 1);
    const document = aDocument({ steps: [anHttpStep({ id: 'other' })] });
    const draft = { document, revision: flow.draftRevision };
    await given.owner.call('PUT', `/flows/${flow.id}/draft`, draft);
    await given.owner.call('POST', `/flows/${flow.id}/publish`);
    const asked = { from: 'failed', version: 'published' };

    const refused = await given.owner.call('POST', `/runs/${runId}/replay`, asked);

    expect([refused.status, refused.body]).toMatchObject([
      422,
      { error: { code: 'flow_invalid', details: { reason: 'step_removed' } } },
    ]);
    const fromStart = { from: 'start', version: 'published' };
    expect((await given.owner.call('POST', `/runs/${runId}/replay`, fromStart)).status).toBe(202);
  });
});

describe('a flow that was deleted', () => {
  it('repeats none of its runs, one or many, and takes none by hand; the lead can go elsewhere', async () => {
    const flow = await aLiveFlow(given.owner);
    const [runId] = await stuckRuns(flow, 1);
    await given.owner.call('DELETE', `/flows/${flow.id}`);

    for (const version of ['pinned', 'published']) {
      const asked = { from: 'start', version };
      const refused = await given.owner.call<{ error: { message: string } }>(
        'POST',
        `/runs/${runId}/replay`,
        asked,
      );
      expect([refused.status, refused.body]).toMatchObject([
        409,
        { error: { code: 'flow_state_conflict', details: { reason: 'flow_deleted' } } },
      ]);
      expect(refused.body.error.message).toContain('was deleted');
    }
    const many = await given.owner.call<ReplayPlan>('POST', '/runs/replay', {
      select: { ids: [runId] },
      from: 'failed',
      version: 'pinned',
      isDry: true,
    });
    expect(many.body.refused).toMatchObject([{ reason: 'flow_deleted', count: 1 }]);

    const run = await given.owner.call<{ eventId: string }>('GET', `/runs/${runId}`);
    const byHand = (flowId: string) =>
      given.owner.call('POST', `/events/${run.body.eventId}/run`, { flowId });
    expect((await byHand(flow.id)).status).toBe(404);
    expect((await byHand((await aLiveFlow(given.owner)).id)).status).toBe(202);
  });
});

describe('a run by hand', () => {
  it('is a run of the chosen flow that the ledger does not count', async () => {
    const flow = await aLiveFlow(given.owner);
    await send(flow, { lead: 1 }, given.api);
    const events = await given.owner.call<{ items: { id: string }[] }>('GET', '/events');
    const eventId = events.body.items[0]?.id;
    const other = await aLiveFlow(given.owner);

    const begun = await given.owner.call<{ runId: string }>('POST', `/events/${eventId}/run`, {
      flowId: other.id,
    });

    expect(begun.status).toBe(202);
    const run = await given.owner.call('GET', `/runs/${begun.body.runId}`);
    expect(run.body).toMatchObject({ isByHand: true, flowId: other.id, eventId, state: 'queued' });
    const ledger = await given.owner.call('GET', '/ledger');
    expect(ledger.body).toMatchObject({ received: 1, open: 1, balanced: true });
    const draft = await aFlow(given.owner);
    const refused = await given.owner.call('POST', `/events/${eventId}/run`, { flowId: draft.id });
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { error: { code: 'flow_state_conflict' } },
    ]);
  });
});

describe('the balance', () => {
  it('shows what the last check found to whom it concerns', async () => {
    await given.api.pool.query(
      `INSERT INTO balance_faults (workspace_id, kind, count, sample_event_id)
       VALUES ($1, 'event_without_run', 2, gen_random_uuid())`,
      [given.owner.scope.workspaceId],
    );
    const mine = await given.owner.call<BalanceView>('GET', '/balance');
    const theirs = await given.stranger.call<BalanceView>('GET', '/balance');

    expect(mine.body).toMatchObject({
      checkedAt: null,
      faults: [{ kind: 'event_without_run', count: 2 }],
    });
    expect(theirs.body.faults).toEqual([]);
  });
});
