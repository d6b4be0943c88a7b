import type { FlowVersionView, FlowView } from '@hookline/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  givenTwoWorkspaces,
  send,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

const call = <T>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);
type Versions = { items: FlowVersionView[] };

describe('a published version', () => {
  it('can be named, renamed and unnamed, and never changes by that', async () => {
    const flow = await aLiveFlow(given.owner);
    const path = `/flows/${flow.id}/versions`;
    const list = async () => (await call<Versions>('GET', path)).body.items;
    const [before] = await list();
    const name = (to: unknown) => call('PUT', `${path}/${before?.id}/name`, { name: to });
    expect(before).toMatchObject({ number: 1, name: null });

    await name('First');
    expect((await name('Before the sale')).body).toMatchObject({ name: 'Before the sale' });
    expect(await list()).toEqual([{ ...before, name: 'Before the sale' }]);
    await name(null);
    expect(await list()).toEqual([before]);
    for (const wrong of ['', '   ', 'x'.repeat(201), 7]) {
      expect((await name(wrong)).status).toBe(400);
    }
  });

  it('is named through its own flow only', async () => {
    const [one, other] = [await aLiveFlow(given.owner), await aLiveFlow(given.owner)];
    const { body } = await call<Versions>('GET', `/flows/${one.id}/versions`);
    const wrong = `/flows/${other.id}/versions/${body.items[0]?.id}/name`;
    expect((await call('PUT', wrong, { name: 'x' })).status).toBe(404);
  });
});

describe('a draft that a newer Hookline wrote', () => {
  it('is shown as far as it is understood, and neither saved over nor published', async () => {
    const flow = await aFlow(given.owner);
    const newer = {
      ...aDocument({ name: 'From tomorrow' }),
      schemaVersion: 9,
      steps: [{ id: 'tele', type: 'teleport' }],
    };
    await given.api.pool.query('UPDATE flows SET draft = $1 WHERE id = $2', [newer, flow.id]);

    const { body } = await call<FlowView>('GET', `/flows/${flow.id}`);
    expect(body).toMatchObject({
      newerSchema: 9,
      draft: { name: 'From tomorrow', steps: [{ id: 'tele', name: 'teleport' }] },
    });
    expect((await call('GET', '/flows')).status).toBe(200);
    const draft = { document: aDocument(), revision: flow.draftRevision };
    for (const [method, path, json] of [
      ['PUT', `/flows/${flow.id}/draft`, draft],
      ['POST', `/flows/${flow.id}/publish`, undefined],
    ] as const) {
      expect(await call(method, path, json)).toMatchObject({
        status: 409,
        body: { error: { code: 'flow_schema_newer' } },
      });
    }
  });
});

it('tells which fields the last events carried, and how many had each', async () => {
  const flow = await aFlow(given.owner);
  for (const lead of [{ Name: 'Ann', tel: '1' }, { Name: 'Bob' }]) {
    await send(flow, lead, given.api);
  }
  expect((await call('GET', `/flows/${flow.id}/fields`)).body).toEqual({
    events: 2,
    fields: [
      { segments: ['Name'], count: 2, types: { text: 2 }, examples: ['Bob', 'Ann'] },
      { segments: ['tel'], count: 1, types: { text: 1 }, examples: ['1'] },
    ],
  });
});
