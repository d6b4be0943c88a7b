import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxSeenFields } from '@hookline/contract';
import {
  aFlow,
  anEvent,
  aStore,
  aWorkspace,
  newId,
  type TestStore,
} from '../database/store.given.js';
import { pinSample } from '../flow/pin-sample.js';
import { findFlow } from '../flow/find-flow.js';
import { deleteFlow } from '../flow/delete-flow.js';
import type { Scope } from '../scope.js';
import { findFlowsToFold, foldEvents } from './fold-events.js';
import { listSeenFields } from './list-seen-fields.js';

let db: TestStore;
let scope: Scope;
beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

let made = 0;
/** An id of some minutes ago: what has just come is left to settle first. */
const oldId = (): string => {
  made += 1;
  const time = (Date.now() - 600_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${made.toString(16).padStart(12, '0')}`;
};
const anOldEvent = (flowId: string, payload: unknown, more = {}) =>
  anEvent(db, scope, flowId, {
    id: oldId(),
    body: Buffer.from(JSON.stringify(payload)),
    ...more,
  });
const foldAll = async (flowId: string): Promise<number> => {
  let all = 0;
  for (let read = -1; read !== 0; all += read) read = await foldEvents(db.pool, scope, flowId);
  return all;
};
const seen = (flowId: string) => listSeenFields(scope, db.store, flowId);

describe('the catalogue of fields', () => {
  it('counts each event once, whoever folds and however often', async () => {
    const flowId = await aFlow(db, scope);
    for (const n of [1, 2, 3]) await anOldEvent(flowId, { a: n, ...(n === 2 ? { b: 'x' } : {}) });

    const both = await Promise.all([foldAll(flowId), foldAll(flowId)]);
    await foldAll(flowId);

    expect(both[0] + both[1]).toBe(3);
    expect(await seen(flowId)).toEqual({
      events: 3,
      fields: [
        { segments: ['a'], count: 3, types: { number: 3 }, examples: [3, 2, 1] },
        { segments: ['b'], count: 1, types: { text: 1 }, examples: ['x'] },
      ],
    });
  });

  it('remembers what stood in the query and the headers, as they were stored', async () => {
    const flowId = await aFlow(db, scope);
    const headers = [
      ['X-Shop-Id', '7'],
      ['Host', 'hooks.example'],
      ['X-Api-Key', '***'],
    ] as const;
    await anOldEvent(flowId, { a: 1 }, { query: 'utm_source=vk', headers });
    await foldAll(flowId);
    await anEvent(db, scope, flowId, { body: Buffer.from('{"a":2}'), query: 'utm_source=ok' });

    const { fields } = await seen(flowId);
    expect(
      fields.map(({ at, segments, count, examples }) => [at, segments[0], count, examples]),
    ).toEqual(
      expect.arrayContaining([
        [undefined, 'a', 2, [2, 1]],
        ['query', 'utm_source', 2, ['ok', 'vk']],
        ['headers', 'x-shop-id', 1, ['7']],
        ['headers', 'x-api-key', 1, []],
      ]),
    );
    expect(fields.some(({ segments }) => segments[0] === 'host')).toBe(false);
  });

  it('remembers a field of an event that is long past the last hundred', async () => {
    const flowId = await aFlow(db, scope);
    await anOldEvent(flowId, { once: 'long ago' });
    for (let n = 0; n < 120; n += 1) await anOldEvent(flowId, { n });
    await foldAll(flowId);

    const { events, fields } = await seen(flowId);
    expect(events).toBe(121);
    expect(fields.find(({ segments }) => segments[0] === 'once')?.examples).toEqual(['long ago']);
  });

  it('adds what came a moment ago without waiting for a worker, and later not twice', async () => {
    const flowId = await aFlow(db, scope);
    await anOldEvent(flowId, { a: 'old' });
    await foldAll(flowId);
    await anEvent(db, scope, flowId, { body: Buffer.from('{"a":"new","fresh":true}') });
    await foldAll(flowId);

    expect(await seen(flowId)).toEqual({
      events: 2,
      fields: [
        { segments: ['a'], count: 2, types: { text: 2 }, examples: ['new', 'old'] },
        { segments: ['fresh'], count: 1, types: { boolean: 1 }, examples: [true] },
      ],
    });
  });

  it('shows no masked value, nothing of tests and refusals, and bears what is no JSON', async () => {
    const flowId = await aFlow(db, scope);
    await anOldEvent(flowId, { pin: '***', n: null });
    await anOldEvent(flowId, { x: 1 }, { kind: 'rejected', reason: 'no' });
    await anOldEvent(flowId, { y: 1 }, { kind: 'test', reason: 'ping' });
    await anOldEvent(flowId, 0, { bodyKind: 'text', body: Buffer.from([255, 1]) });
    await anOldEvent(flowId, 0, { body: Buffer.from('{"broken') });
    await foldAll(flowId);

    expect((await seen(flowId)).fields).toEqual([
      { segments: ['n'], count: 1, types: { empty: 1 }, examples: [] },
      { segments: ['pin'], count: 1, types: { text: 1 }, examples: [] },
    ]);
  });

  it('is bounded; names that are made anew each time do not drive out those that stay', async () => {
    const flowId = await aFlow(db, scope);
    for (let n = 0; n < 8; n += 1) {
      const fresh = Array.from({ length: 300 }, (_, at) => [`k${n}_${at}`, 1]);
      const long = { ['x'.repeat(600)]: 1 };
      await anOldEvent(flowId, { stays: n, ...long, ...Object.fromEntries(fresh) });
      await foldAll(flowId);
    }
    const { fields } = await seen(flowId);
    expect(fields.length).toBe(maxSeenFields);
    expect(fields[0]).toMatchObject({ segments: ['stays'], count: 8 });
  });

  it('finds flows with something new in a fixed order, and forgets those that are deleted', async () => {
    const [busy, idle] = [await aFlow(db, scope), await aFlow(db, scope)];
    await anOldEvent(busy, { a: 1 });
    await anEvent(db, scope, idle, {});
    const page = async () => {
      const flows = await findFlowsToFold(db.pool, { after: null, limit: 100 });
      return new Map(flows.map(({ flowId, hasNew }) => [flowId, hasNew]));
    };
    expect([(await page()).get(busy), (await page()).get(idle)]).toEqual([true, false]);
    await foldAll(busy);
    expect((await page()).get(busy)).toBe(false);
    await deleteFlow(scope, db.store, busy);
    expect((await page()).has(busy)).toBe(false);
  });
});

it('pins a sample of the flow itself and of nothing else', async () => {
  const [flowId, other] = [await aFlow(db, scope), await aFlow(db, scope)];
  const event = await anEvent(db, scope, flowId);
  const refused = await anEvent(db, scope, flowId, { kind: 'rejected', reason: 'no' });
  const pin = (given: { flowId: string; eventId: string | null }, whose = scope) =>
    pinSample(whose, db.store, { ...given, copy: { id: newId(), reason: 'a copy' } });

  expect(await pin({ flowId, eventId: event.id })).toBe('pinned');
  expect((await findFlow(scope, db.store, flowId))?.sampleEventId).toBe(event.id);
  expect(await pin({ flowId: other, eventId: event.id })).toBe('event_not_found');
  expect(await pin({ flowId, eventId: refused.id })).toBe('event_not_found');
  expect(await pin({ flowId: newId(), eventId: null })).toBe('flow_not_found');
  expect(await pin({ flowId: 'x', eventId: 'y' })).toBe('flow_not_found');
  expect(await pin({ flowId, eventId: null }, await aWorkspace(db))).toBe('flow_not_found');
  expect(await pin({ flowId, eventId: null })).toBe('pinned');
});
