import type { FlowView, Ledger } from '@hookline/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

type Refusal = {
  error: { code: string; message: string; details: { pointer: string; code: string }[] };
};
const call = <T>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);

describe('creating a flow', () => {
  it('gives its address under the public url, and a draft without problems', async () => {
    const flow = await aFlow(given.owner);

    expect(flow).toMatchObject({ state: 'draft', draftRevision: 1, published: null, problems: [] });
    expect(flow.hookUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]{32}$/);
  });

  it('refuses a wrong document with 422 and the pointer of each fault', async () => {
    const document = { ...aDocument(), name: '', steps: [{ id: 'X', type: 'nothing' }] };

    const { status, body } = await call<Refusal>('POST', '/flows', document);

    expect([status, body.error.code]).toEqual([422, 'flow_invalid']);
    const pointers = body.error.details.map(({ pointer }) => pointer);
    expect(pointers).toContain('/name');
    expect(pointers.some((pointer) => pointer.startsWith('/steps/0'))).toBe(true);
  });

  it('names a step of a type that does not exist, and the types that there are', async () => {
    const branch = {
      id: 'route',
      type: 'branch',
      branches: [{ id: 'vip', when: { all: [] }, steps: [{ id: 'odd', type: 'teleport' }] }],
    };
    const steps = [anHttpStep(), branch];
    const words = 'the step "odd" has the type "teleport", which does not exist; there are action,';
    const at = '/steps/1/branches/0/steps/0/type';

    const created = await call<Refusal>('POST', '/flows', { ...aDocument(), steps });
    expect([created.status, created.body.error.code]).toEqual([422, 'flow_invalid']);
    expect(created.body.error.message).toContain(words);
    expect(created.body.error.details).toMatchObject([{ pointer: at }]);

    const flow = await aFlow(given.owner);
    const draft = { document: { ...aDocument(), steps }, revision: flow.draftRevision };
    const saved = await call<Refusal>('PUT', `/flows/${flow.id}/draft`, draft);
    expect(saved.body.error.message).toContain(words);
    expect(saved.body.error.details).toMatchObject([{ pointer: `/document${at}` }]);
  });

  it('refuses two steps of one id, at the second', async () => {
    const document = aDocument({ steps: [anHttpStep(), anHttpStep()] });

    const { status, body } = await call<Refusal>('POST', '/flows', document);

    expect(status).toBe(422);
    expect(body.error.details).toMatchObject([
      { pointer: '/steps/1/id', code: 'duplicate_step_id' },
    ]);
  });

  it('refuses whatever is not a document, and properties that are none of ours', async () => {
    for (const body of [null, [], 'x', {}, { ...aDocument(), workspaceId: 'other' }]) {
      expect((await call('POST', '/flows', body)).status).toBe(422);
    }
  });

  it('takes a document that cannot run yet, and says what is missing', async () => {
    const steps = [anHttpStep({ input: {} })];

    const flow = await aFlow(given.owner, aDocument({ steps }));

    expect(flow.problems).toMatchObject([{ pointer: '/steps/0/input/url', code: 'required' }]);
  });
});

describe('saving a draft', () => {
  it('asks which draft was changed, by an error of its own, and changes nothing without', async () => {
    const flow = await aFlow(given.owner);
    const save = (body: object) => call<Refusal>('PUT', `/flows/${flow.id}/draft`, body);
    const document = aDocument({ name: 'Unsaid' });

    for (const body of [{ document }, { document, revision: '1' }, { document, revision: null }]) {
      const refused = await save(body);
      expect([refused.status, refused.body.error.code]).toEqual([422, 'draft_revision_missing']);
      expect(refused.body.error.message).toContain('draftRevision');
      expect(refused.body.error.details).toMatchObject([{ pointer: '/revision' }]);
    }
    const wrong = await save({ document: { ...document, name: '' } });
    expect([wrong.status, wrong.body.error.code]).toEqual([422, 'flow_invalid']);
    const after = await call<FlowView>('GET', `/flows/${flow.id}`);
    expect(after.body).toMatchObject({ name: flow.name, draftRevision: flow.draftRevision });
  });

  it('says that a row of steps is full, and the way out', async () => {
    const flow = await aFlow(given.owner);
    const steps = Array.from({ length: 201 }, (_, at) => anHttpStep({ id: `s${at}` }));
    const draft = { document: aDocument({ steps }), revision: flow.draftRevision };

    const { status, body } = await call<Refusal>('PUT', `/flows/${flow.id}/draft`, draft);

    expect([status, body.error.code]).toEqual([422, 'flow_invalid']);
    expect(body.error.details).toMatchObject([{ pointer: '/document/steps', code: 'list_full' }]);
    expect(body.error.message).toContain('go on in another flow');
  });
});

describe('publishing', () => {
  it('makes the draft live, and a changed draft the next version', async () => {
    const flow = await aLiveFlow(given.owner);
    expect(flow).toMatchObject({ state: 'live', hasUnpublishedChanges: false });
    const draft = { document: aDocument({ name: 'Second' }), revision: flow.draftRevision };
    const saved = await call<FlowView>('PUT', `/flows/${flow.id}/draft`, draft);
    expect(saved.body).toMatchObject({ name: 'Second', hasUnpublishedChanges: true });

    const published = await call<FlowView>('POST', `/flows/${flow.id}/publish`);

    expect(published.body.published?.number).toBe(2);
    const versions = await call<{ items: { number: number }[] }>(
      'GET',
      `/flows/${flow.id}/versions`,
    );
    expect(versions.body.items.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('of the draft that somebody looked at is refused when another one was saved meanwhile', async () => {
    const flow = await aLiveFlow(given.owner);
    const seen = { revision: flow.draftRevision };
    const draft = { document: aDocument({ name: "Somebody else's" }), ...seen };
    const saved = await call<FlowView>('PUT', `/flows/${flow.id}/draft`, draft);
    const publish = <T>(body: object) => call<T>('POST', `/flows/${flow.id}/publish`, body);

    const refused = await publish<Refusal>(seen);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'draft_moved_on']);
    const unchanged = await call<FlowView>('GET', `/flows/${flow.id}`);
    expect(unchanged.body).toMatchObject({ published: { number: 1 }, hasUnpublishedChanges: true });

    const published = await publish<FlowView>({ revision: saved.body.draftRevision });
    expect(published.body.published?.number).toBe(2);
    expect((await publish({ revision: 'x' })).status).toBe(400);
  });

  it('is refused with all problems at once, and leaves the draft', async () => {
    const steps = [
      anHttpStep({ input: { url: '{{trigger.' } }),
      anHttpStep({ id: 'b', app: 'no' }),
    ];
    const flow = await aFlow(given.owner, aDocument({ steps }));

    const { status, body } = await call<Refusal>('POST', `/flows/${flow.id}/publish`);

    expect([status, body.error.code]).toEqual([422, 'flow_invalid']);
    expect(body.error.details.map(({ pointer }) => pointer)).toEqual([
      '/steps/0/input/url',
      '/steps/1/app',
    ]);
    expect((await call<FlowView>('GET', `/flows/${flow.id}`)).body.state).toBe('draft');
  });

  it('refuses a connection of another workspace as one that does not exist, wherever it stands', async () => {
    const values = { auth: 'bearer', token: 'canary-token' };
    const foreign = await given.stranger.call<{ id: string }>('POST', '/connections', {
      app: 'http',
      name: 'Theirs',
      values,
    });
    const connectionId = foreign.body.id;
    const branch = { id: 'yes', when: { all: [] }, steps: [anHttpStep({ connectionId })] };
    const documents = [
      aDocument({ steps: [anHttpStep({ connectionId })] }),
      aDocument({ trigger: { app: 'tilda', event: 'form', connectionId, settings: {} } }),
      aDocument({
        steps: [{ id: 'way', type: 'branch', mode: 'first', branches: [branch], otherwise: [] }],
      }),
    ];
    for (const document of documents) {
      const flow = await aFlow(given.owner, document);
      const { status, body } = await call<Refusal>('POST', `/flows/${flow.id}/publish`);
      expect([status, body.error.details[0]?.code]).toEqual([422, 'connection_unknown']);
    }
  });

  it('happens once when many press the button', async () => {
    const flow = await aFlow(given.owner);

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call<FlowView>('POST', `/flows/${flow.id}/publish`)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const versions = await call<{ items: unknown[] }>('GET', `/flows/${flow.id}/versions`);
    expect(versions.body.items).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('is not saved over one that somebody else saved', async () => {
    const flow = await aFlow(given.owner);
    const save = () =>
      call<Refusal>('PUT', `/flows/${flow.id}/draft`, { document: aDocument(), revision: 1 });

    expect((await save()).status).toBe(200);
    const second = await save();
    expect([second.status, second.body.error.code]).toEqual([409, 'draft_changed']);
  });
});

describe('events of a flow', () => {
  const ledger = async (flow: FlowView) =>
    (await call<Ledger>('GET', `/flows/${flow.id}/ledger`)).body;

  it('are held by a draft and run when the owner says so', async () => {
    const flow = await aFlow(given.owner);
    expect((await send(flow, { Name: 'Ivan' }, given.api)).status).toBe(202);
    expect(await ledger(flow)).toMatchObject({ received: 1, held: 1, balanced: true });
    const run = { decision: 'run' };
    const early = await call<Refusal>('POST', `/flows/${flow.id}/held`, run);
    expect([early.status, early.body.error.code]).toEqual([409, 'flow_state_conflict']);
    await call('POST', `/flows/${flow.id}/publish`);

    const settled = await call('POST', `/flows/${flow.id}/held`, run);

    expect(settled).toEqual({ status: 200, body: { settled: 1, notHeld: 0 } });
    expect(await ledger(flow)).toMatchObject({ received: 1, held: 0, open: 1, balanced: true });
    type Items = { items: { id: string; state: string; summary: string }[] };
    const { body } = await call<Items>('GET', `/runs?flowId=${flow.id}&status=queued&text=iva`);
    expect(body.items).toMatchObject([{ state: 'queued' }]);
    const runId = body.items[0]?.id ?? '';
    expect((await call('GET', `/runs/${runId}`)).body).toMatchObject({
      trigger: { Name: 'Ivan' },
      steps: [{ stepId: 'tell', state: 'pending' }],
    });
    expect((await call('POST', `/runs/${runId}/cancel`)).status).toBe(200);
    expect(await ledger(flow)).toMatchObject({ cancelled: 1, open: 0, balanced: true });
    expect((await call('POST', `/runs/${runId}/cancel`)).status).toBe(409);
    expect((await call('POST', `/runs/${runId}/replay`, {})).status).toBe(202);
    expect((await call('POST', `/runs/${runId}/replay`, {})).status).toBe(409);
    expect(await ledger(flow)).toMatchObject({ received: 1, open: 1, balanced: true });
  });

  it('are held by a paused flow, and taken back up after it resumes', async () => {
    const flow = await aLiveFlow(given.owner);
    expect((await call<FlowView>('POST', `/flows/${flow.id}/pause`)).body.state).toBe('paused');
    await send(flow, { a: 1 }, given.api);
    expect((await call<FlowView>('POST', `/flows/${flow.id}/resume`)).body.state).toBe('live');
    await send(flow, { a: 2 }, given.api);

    expect(await ledger(flow)).toMatchObject({ held: 1, open: 1 });
    const discarded = await call('POST', `/flows/${flow.id}/held`, { decision: 'discard' });
    expect(discarded.body).toEqual({ settled: 1, notHeld: 0 });
    const { body: heldNoMore } = await call<{ items: { id: string }[] }>(
      'GET',
      `/events?flowId=${flow.id}&state=discarded`,
    );
    const eventIds = [...heldNoMore.items.map(({ id }) => id), flow.id, 'nonsense', 'nonsense'];
    const again = await call('POST', `/flows/${flow.id}/held`, { decision: 'run', eventIds });
    expect(again.body).toEqual({ settled: 0, notHeld: 3 });
    expect(await ledger(flow)).toMatchObject({ held: 0, cancelled: 1, balanced: true });
  });

  it('show what came, byte by byte, and never as a page of ours', async () => {
    const flow = await aFlow(given.owner);
    await send(flow, { Name: '<script>' }, given.api);
    type Items = { items: { id: string }[] };
    const { body } = await call<Items>('GET', `/events?flowId=${flow.id}&state=held`);
    const id = body.items[0]?.id ?? '';

    const view = await call('GET', `/events/${id}`);
    const raw = await given.api.ask(`/api/v1/events/${id}/body`);

    expect(view.body).toMatchObject({
      payload: { Name: '<script>' },
      rawText: '{"Name":"<script>"}',
    });
    expect(raw.status).toBe(401);
    expect((await call('GET', `/events/${id}/files/0`)).status).toBe(404);
  });

  it('stop with the flow, whose address then answers 404', async () => {
    const flow = await aLiveFlow(given.owner);
    expect((await send(flow, {}, given.api)).status).toBe(202);

    expect((await call('DELETE', `/flows/${flow.id}`)).status).toBe(204);

    expect((await send(flow, {}, given.api)).status).toBe(404);
    expect((await call('GET', `/flows/${flow.id}`)).status).toBe(404);
  });
});

it('refuses a cursor that no list gave out', async () => {
  for (const path of ['/flows', '/events', '/runs', '/outbox', '/tables/Leads/rows']) {
    expect((await call('GET', `${path}?cursor=x'`)).status).toBe(400);
  }
});
