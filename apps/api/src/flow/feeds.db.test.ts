import type { FlowDocument, FlowView } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { inStore, lockFeeds, openStore, type Store } from '@hookline/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aRepository, republish, type Problem } from '../ingest/shared.given.js';
import { readEvents } from '../start/api.given.js';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  givenTwoWorkspaces,
  send,
  type Answer,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

const fedBy = (through: string, more: Partial<FlowDocument> = {}) =>
  aDocument({ endpoint: { through }, ...more });
const publish = (flow: FlowView) =>
  given.owner.call<FlowView & Problem>('POST', `/flows/${flow.id}/publish`);
const read = async ({ id }: FlowView) =>
  (await given.owner.call<FlowView>('GET', `/flows/${id}`)).body;
const refusal = ({ status, body }: Answer<FlowView & Problem>) => [status, body.error.message];
const remove = (flow: FlowView) => given.owner.call<Problem | null>('DELETE', `/flows/${flow.id}`);
const without = ({ endpoint: _, ...draft }: FlowDocument): FlowDocument => draft;
const count = async (flow: FlowView) => (await readEvents(given.api.pool, flow.id)).length;

/** Does its work while nobody else can change who feeds whom. */
async function holdFeeds<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { databaseUrl } = given.api;
  const opened = await openStore({ databaseUrl, name: 'test', max: 1 });
  try {
    return await inStore(opened.store, async (inner) => {
      await lockFeeds(given.owner.scope, inner);
      return work(inner);
    });
  } finally {
    await opened.close();
  }
}

async function waiting(): Promise<number> {
  const { rowCount } = await given.api.pool.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rowCount ?? 0;
}

describe('a flow that is fed by the address of another', () => {
  it('shows whose address it is, and the other whom it feeds', async () => {
    const main = await aLiveFlow(given.owner, aDocument({ name: 'The bot' }));
    const fed = await aLiveFlow(given.owner, fedBy(main.id, { name: 'Orders' }));

    expect((await read(fed)).takesFrom).toEqual({
      id: main.id,
      name: 'The bot',
      hookUrl: main.hookUrl,
    });
    expect((await read(main)).feeds).toEqual([{ id: fed.id, name: 'Orders' }]);
    const { body } = await given.owner.call<{ items: { id: string }[] }>(
      'GET',
      `/flows/${fed.id}/mains`,
    );
    expect(body.items.map(({ id }) => id)).toContain(main.id);
    expect(body.items.map(({ id }) => id)).not.toContain(fed.id);
  });

  it('is refused another workspace’s flow, one that there is not, and its own', async () => {
    const foreign = await aLiveFlow(given.stranger);
    for (const id of [foreign.id, uuidv7()]) {
      const flow = await aFlow(given.owner, fedBy(id));
      expect(flow.takesFrom).toBeNull();
      expect(refusal(await publish(flow))).toEqual([422, expect.stringContaining('workspace')]);
    }
    const flow = await aFlow(given.owner);
    const own = await republish<FlowView & Problem>(given.owner, flow, (draft) => ({
      ...draft,
      endpoint: { through: flow.id },
    }));
    expect(refusal(own)).toEqual([422, expect.stringContaining('own address')]);

    await send(foreign, { a: 1 }, given.api);
    const seen = await given.stranger.call<FlowView>('GET', `/flows/${foreign.id}`);
    expect(seen.body.feeds).toEqual([]);
  });

  it('needs a main flow that is published, of the same source', async () => {
    const draft = await aFlow(given.owner, aDocument({ name: 'Not yet' }));
    const early = await aFlow(given.owner, fedBy(draft.id));
    expect(refusal(await publish(early))).toEqual([
      422,
      expect.stringContaining('"Not yet" first'),
    ]);
    const main = await aLiveFlow(given.owner);
    const trigger = { app: 'tilda', event: 'form', connectionId: null, settings: {} };
    const other = await aFlow(given.owner, fedBy(main.id, { trigger }));
    expect(refusal(await publish(other))).toEqual([422, expect.stringContaining('source')]);

    await publish(draft);
    expect((await publish(early)).status).toBe(200);
  });

  it('feeds nobody itself, and is no second link of a chain', async () => {
    const main = await aLiveFlow(given.owner);
    const fed = await aLiveFlow(given.owner, fedBy(main.id));
    const third = await aFlow(given.owner, fedBy(fed.id));
    expect(refusal(await publish(third))).toEqual([422, expect.stringContaining('itself fed')]);

    const other = await aLiveFlow(given.owner);
    const chained = await republish<FlowView & Problem>(given.owner, main, (draft) => ({
      ...draft,
      endpoint: { through: other.id },
    }));
    expect(refusal(chained)).toEqual([422, expect.stringContaining('cannot be fed itself')]);
    expect((await read(other)).feeds).toEqual([]);
  });

  it('makes no ring: it waits for whoever chooses at the same instant, and is then refused', async () => {
    const [a, b] = [await aLiveFlow(given.owner), await aLiveFlow(given.owner)];
    const chooseOther = () =>
      republish<FlowView & Problem>(given.owner, a, (draft) => ({
        ...draft,
        endpoint: { through: b.id },
      }));
    const { choosing } = await holdFeeds(async (inner) => {
      const choosing = chooseOther();
      await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 8_000 });
      await inner.query(
        'INSERT INTO hook_feeds (workspace_id, flow_id, main_flow_id) VALUES ($1, $2, $3)',
        [given.owner.scope.workspaceId, b.id, a.id],
      );
      return { choosing };
    });

    expect(refusal(await choosing)).toEqual([422, expect.stringContaining('itself fed')]);
    expect((await read(b)).feeds).toEqual([]);
    expect((await read(a)).feeds).toEqual([{ id: b.id, name: b.name }]);
  });

  it('is the last of twenty', async () => {
    const main = await aLiveFlow(given.owner);
    for (let at = 0; at < 20; at += 1) await aFlow(given.owner, fedBy(main.id));
    expect((await read(main)).feeds).toHaveLength(20);

    const late = await aFlow(given.owner, fedBy(main.id));

    expect(refusal(await publish(late))).toEqual([422, expect.stringContaining('20 flows')]);
    expect((await read(main)).feeds).toHaveLength(20);
  });

  it('is fed from its publication on, and no more once it says so no longer or is deleted', async () => {
    const main = await aLiveFlow(given.owner);
    await send(main, { n: 0 }, given.api);
    const fed = await aLiveFlow(given.owner, fedBy(main.id));
    const gone = await aLiveFlow(given.owner, fedBy(main.id));
    await send(main, { n: 1 }, given.api);
    await republish(given.owner, fed, without);
    expect((await remove(gone)).status).toBe(204);
    await send(main, { n: 2 }, given.api);

    expect(await Promise.all([main, fed, gone].map(count))).toEqual([3, 1, 1]);
    expect((await read(main)).feeds).toEqual([]);
  });

  it('keeps its feed while only its draft says otherwise', async () => {
    const main = await aLiveFlow(given.owner);
    const fed = await aLiveFlow(given.owner, fedBy(main.id));
    const { draft, draftRevision } = await read(fed);
    await given.owner.call('PUT', `/flows/${fed.id}/draft`, {
      document: without(draft),
      revision: draftRevision,
    });

    await send(main, { n: 1 }, given.api);

    expect(await count(fed)).toBe(1);
  });
});

describe('a flow whose address feeds others', () => {
  it('is not deleted, nor given another source, and the refusal names them', async () => {
    const main = await aLiveFlow(given.owner);
    const fed = await aLiveFlow(given.owner, fedBy(main.id, { name: 'Orders' }));

    const deleted = await remove(main);
    const changed = await republish<Problem>(given.owner, main, (draft) => ({
      ...draft,
      trigger: { app: 'tilda', event: 'form', connectionId: null, settings: {} },
    }));

    for (const { status, body } of [deleted, changed]) {
      expect([status, body?.error.code]).toEqual([409, 'flow_feeds_others']);
      expect(body?.error.message).toContain('"Orders"');
    }
    expect((await send(main, { n: 1 }, given.api)).status).toBe(202);

    await remove(fed);
    expect((await remove(main)).status).toBe(204);
  });

  it('has its sender send what they want, too, and they ask for nothing themselves', async () => {
    const repository = aRepository(given);
    const { body } = await given.owner.call<{ id: string }>('POST', '/connections', {
      app: 'github',
      name: 'GitHub',
      values: { apiToken: 'ghp_1' },
    });
    const trigger = (connectionId: string | null, events: readonly string[]) => ({
      app: 'github',
      event: 'event',
      connectionId,
      settings: { repository: 'acme/site', events: [...events] },
    });
    const main = await aLiveFlow(given.owner, aDocument({ trigger: trigger(body.id, ['push']) }));
    const wanted = async () =>
      (
        await given.api.pool.query(
          `SELECT flow_id, events FROM registrations WHERE state <> 'leaving' AND connection_id = $1`,
          [body.id],
        )
      ).rows;

    const fed = await aLiveFlow(
      given.owner,
      fedBy(main.id, { trigger: trigger(body.id, ['issues']) }),
    );
    expect(await wanted()).toEqual([{ flow_id: main.id, events: ['push', 'issues'] }]);

    await repository.send(main, 'ping');
    await remove(fed);
    expect(await wanted()).toEqual([{ flow_id: main.id, events: ['push'] }]);
  });
});
