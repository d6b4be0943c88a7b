import { randomUUID } from 'node:crypto';
import type { FlowView, Step } from '@hookline/contract';
import { createReplyNotes } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readEvents } from '../start/api.given.js';
import {
  aDocument,
  aLiveFlow,
  givenTwoWorkspaces,
  send,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';
import { aRepository } from './shared.given.js';

let given: TwoWorkspaces;
let repository: ReturnType<typeof aRepository>;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
  repository = aRepository(given);
});
afterAll(() => given.api.stop());

/** A flow that wants pushes, with the address, and three that it feeds. */
async function fourFlows() {
  const { main, fedBy } = repository;
  const pushes = await main(['push']);
  const issues = await fedBy(pushes, ['issues']);
  const both = await fedBy(pushes, ['issues', 'push']);
  const draft = await fedBy(pushes, ['issues'], { isDraft: true });
  const all: readonly FlowView[] = [pushes, issues, both, draft];
  return { pushes, issues, both, draft, all };
}

const statesOf = (flows: readonly FlowView[]) => Promise.all(flows.map(repository.states));

describe('one address for several flows', () => {
  it('gives each flow the events that it chose, and holds those of a draft', async () => {
    const { pushes, all } = await fourFlows();

    const issue = await repository.send(pushes, 'issues');
    const push = await repository.send(pushes, 'push');

    expect([issue.status, push.status]).toEqual([202, 202]);
    const [first, second] = await readEvents(given.api.pool, pushes.id);
    expect([await issue.json(), await push.json()]).toMatchObject([
      { id: first?.id },
      { id: second?.id },
    ]);
    expect(await statesOf(all)).toEqual([
      ['discarded', 'accepted'],
      ['accepted'],
      ['accepted', 'accepted'],
      ['held'],
    ]);
    const ledgers = await repository.ledgers(all);
    expect(ledgers.map(({ received, balanced }) => [received, balanced])).toEqual([
      [2, true],
      [1, true],
      [2, true],
      [1, true],
    ]);
  });

  it('is answered as ever when no other flow wants the event', async () => {
    const { pushes, all } = await fourFlows();

    expect((await repository.send(pushes, 'release')).status).toBe(202);

    expect(await statesOf(all)).toEqual([['discarded'], [], [], []]);
  });

  it('tells duplicates for each flow alone: one that came later gets what is sent again', async () => {
    const { pushes, both, draft, issues } = await fourFlows();
    const delivery = randomUUID();
    await repository.send(pushes, 'push', { delivery });
    const late = await repository.fedBy(pushes, ['push']);

    const again = await repository.send(pushes, 'push', { delivery });

    expect(await again.json()).toMatchObject({ duplicate: true });
    expect(await statesOf([pushes, both, late, issues, draft])).toEqual([
      ['accepted', 'duplicate'],
      ['accepted', 'duplicate'],
      ['accepted'],
      [],
      [],
    ]);
  });

  it('is proved once: a wrong signature is refused and kept once, and no other flow hears of it', async () => {
    const { pushes, all } = await fourFlows();

    const { status } = await repository.send(pushes, 'push', { key: 'a-guess' });

    expect(status).toBe(401);
    expect(await statesOf(all)).toEqual([['rejected'], [], [], []]);
  });

  it('answers the handshake once, and shows it with the flow whose address it is', async () => {
    const { pushes, all } = await fourFlows();

    expect((await repository.send(pushes, 'ping')).status).toBe(200);

    expect(await statesOf(all)).toEqual([['test'], [], [], []]);
  });

  it('holds only its own events when the main flow is paused', async () => {
    const { pushes, both } = await fourFlows();
    await given.owner.call('POST', `/flows/${pushes.id}/pause`);

    await repository.send(pushes, 'push');

    expect(await statesOf([pushes, both])).toEqual([['held'], ['accepted']]);
  });

  it('lets nobody in at the own address of a fed flow without a proof of its own', async () => {
    const { issues } = await fourFlows();

    expect((await repository.send(issues, 'issues')).status).toBe(401);
  });
});

describe('an answer for all flows', () => {
  it('is 503 while the database is away, and nothing is stored in any', async () => {
    const { pushes, all } = await fourFlows();
    const delivery = randomUUID();
    const send = async () => (await repository.send(pushes, 'issues', { delivery })).status;
    // The address is known to the process already, as that of a busy sender is.
    await repository.send(pushes, 'ping');

    given.api.proxy.behave({ mode: 'cut', afterBytes: 0 });
    given.api.proxy.resetAll();
    expect(await send()).toBe(503);
    given.api.proxy.behave({ mode: 'pass' });

    expect(await statesOf(all)).toEqual([['test'], [], [], []]);
    await waitFor(async () => (await send()) === 202, { what: 'the database is reached again' });
    expect(await statesOf(all)).toEqual([
      ['test', 'discarded'],
      ['accepted'],
      ['accepted'],
      ['held'],
    ]);
  });

  it('is no success when the event of one flow cannot be stored, and then nothing is', async () => {
    const { pushes, both, all } = await fourFlows();
    await given.api.pool.query(`
      CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'not this one'; END $$;
      CREATE TRIGGER refuse_one BEFORE INSERT ON open_runs FOR EACH ROW
        WHEN (NEW.flow_id = '${both.id}') EXECUTE FUNCTION refuse_one()`);

    const refused = await repository.send(pushes, 'push');
    await given.api.pool.query('DROP TRIGGER refuse_one ON open_runs; DROP FUNCTION refuse_one');

    expect(refused.status).toBe(503);
    expect(await statesOf(all)).toEqual([[], [], [], []]);
  });

  it('asks the sender to come again while one of the flows has as much as it may have', async () => {
    const small = await givenTwoWorkspaces({ FLOW_BACKLOG_MAX: '2' });
    onTestFinished(() => small.api.stop());
    const main = await aLiveFlow(small.owner, aDocument());
    const full = await aLiveFlow(small.owner, aDocument({ endpoint: { through: main.id } }));
    await send(full, { n: 1 }, small.api);
    await send(full, { n: 2 }, small.api);

    expect((await send(main, { n: 3 }, small.api)).status).toBe(429);

    const [kept, ...others] = await readEvents(small.api.pool, main.id);
    expect(kept).toMatchObject({ state: 'rejected', body_kind: 'none' });
    expect(others).toEqual([]);
    expect(await readEvents(small.api.pool, full.id)).toHaveLength(2);
  });

  it('looks the same to a robot in quarantine, where nothing is mapped into it', async () => {
    const say: Step = { id: 'say', type: 'respond', reply: { kind: 'text', body: 'hi' } };
    const main = await aLiveFlow(given.owner, aDocument({ endpoint: { honeypot: 'site' } }));
    const fed = aDocument({ endpoint: { through: main.id }, steps: [say] });
    const answering = await aLiveFlow(given.owner, fed);

    const robot = await send(main, { site: 'http://spam.example' }, given.api);

    expect([robot.status, await robot.text()]).toEqual([200, 'hi']);
    const held = await readEvents(given.api.pool, answering.id);
    expect(held.map(({ state }) => state)).toEqual(['held']);
  });

  it('is given by the first of the flows that has the event and a step that answers', async () => {
    const say: Step = { id: 'say', type: 'respond', reply: { kind: 'text', body: 'hi' } };
    const main = await aLiveFlow(given.owner, aDocument());
    const endpoint = { through: main.id };
    const answering = await aLiveFlow(given.owner, aDocument({ endpoint, steps: [say] }));

    const asking = send(main, { n: 1 }, given.api);
    const { pool } = given.api;
    const runId = await waitFor(async () => (await readEvents(pool, answering.id))[0]?.run_id, {
      what: 'the event is on disk',
    });
    const reply = { status: 200, headers: {}, body: 'hi' };
    await pool.query(
      `INSERT INTO step_attempts (workspace_id, run_id, step_id, try, fence, state, output, finished_at)
       VALUES ($1, $2, 'say', 1, 1, 'succeeded', $3, now())`,
      [given.owner.scope.workspaceId, runId, JSON.stringify({ reply })],
    );
    createReplyNotes(pool, () => undefined)(runId);

    expect(await (await asking).text()).toBe('hi');
    expect(await repository.states(main)).toEqual(['accepted']);
  });
});

describe('what several flows make of one request', () => {
  const shop = (settings: object, more: object = {}) =>
    aDocument({
      trigger: { app: 'webhook', event: 'received', connectionId: null, settings: { ...settings } },
      ...more,
    });
  const post = (flow: FlowView, init: RequestInit & { json?: unknown }) =>
    given.api.ask(new URL(flow.hookUrl).pathname, init);
  const payloads = async ({ id }: FlowView) =>
    (await readEvents(given.api.pool, id)).map(({ payload, body }) =>
      (payload ?? body).toString('utf8'),
    );

  it('is split, named and masked as each of them says', async () => {
    const main = await aLiveFlow(given.owner, shop({ dedupePath: 'id' }));
    const endpoint = { through: main.id };
    const lines = await aLiveFlow(given.owner, shop({ splitPath: 'items' }, { endpoint }));
    const shy = await aLiveFlow(given.owner, shop({}, { endpoint, masks: ['card'] }));
    const order = { id: 1, card: '4111111111111111', items: [{ n: 1 }, { n: 2 }] };

    const taken = [await post(main, { json: order }), await post(main, { json: order })];

    expect(taken.map(({ status }) => status)).toEqual([202, 202]);
    expect(await statesOf([main, lines, shy])).toEqual([
      ['accepted', 'duplicate'],
      ['accepted', 'accepted', 'accepted', 'accepted'],
      ['accepted', 'accepted'],
    ]);
    expect((await payloads(lines)).slice(0, 2)).toEqual([
      JSON.stringify({ ...order, items: { n: 1 } }),
      JSON.stringify({ ...order, items: { n: 2 } }),
    ]);
    expect((await payloads(shy)).join()).not.toContain('4111');
    expect((await payloads(main)).join()).toContain('4111');
    const ledgers = await repository.ledgers([main, lines, shy]);
    expect(ledgers.map(({ received, balanced }) => [received, balanced])).toEqual([
      [2, true],
      [4, true],
      [2, true],
    ]);
  });

  it('has its files with each of them', async () => {
    const main = await aLiveFlow(given.owner, shop({}));
    const other = await aLiveFlow(given.owner, shop({}, { endpoint: { through: main.id } }));
    const form = new FormData();
    form.set('name', 'Anna');
    form.set('cv', new Blob(['%PDF']), 'cv.pdf');

    expect((await post(main, { method: 'POST', body: form })).status).toBe(202);

    for (const flow of [main, other]) {
      const [event] = await readEvents(given.api.pool, flow.id);
      const { rows } = await given.api.pool.query(
        'SELECT file_name FROM event_files WHERE event_id = $1',
        [event?.id],
      );
      expect(rows).toEqual([{ file_name: 'cv.pdf' }]);
    }
  });

  it('is distrusted by all of them when the address distrusts it', async () => {
    const strict = { endpoint: { honeypot: 'website' } };
    const main = await aLiveFlow(given.owner, shop({}, strict));
    const other = await aLiveFlow(given.owner, shop({}, { endpoint: { through: main.id } }));

    await post(main, { json: { website: 'spam.example' } });

    expect(await statesOf([main, other])).toEqual([['held'], ['held']]);
  });

  it('is refused as a whole when it is too much for all of them together', async () => {
    const main = await aLiveFlow(given.owner, shop({}));
    const others: FlowView[] = [];
    for (let at = 0; at < 6; at += 1) {
      const document = shop({ splitPath: 'items' }, { endpoint: { through: main.id } });
      others.push(await aLiveFlow(given.owner, document));
    }
    const items = Array.from({ length: 900 }, (_, n) => ({ n }));

    expect((await post(main, { json: { items } })).status).toBe(413);

    expect(await statesOf([main, ...others])).toEqual([['rejected'], ...others.map(() => [])]);
  });
});
