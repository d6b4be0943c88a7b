import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aFlow,
  aLiveFlow,
  anEvent,
  aStore,
  aWorkspace,
  newId,
  type TestStore,
} from '../database/store.given.js';
import { runByHand } from '../run/run-by-hand.js';
import type { Scope } from '../scope.js';
import { findEventRuns } from './find-event-runs.js';
import { searchEvents, type EventSearch } from './search-events.js';

let db: TestStore;
let scope: Scope;
let flowId: string;
beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
  flowId = await aFlow(db, scope);
});
afterAll(() => db.close());

const search = (text: string, given: Partial<EventSearch> = {}, whose = scope) =>
  searchEvents(whose, db.store, {
    flowId: null,
    state: null,
    text,
    from: null,
    to: null,
    cursor: null,
    limit: 50,
    ...given,
  });
const found = async (...given: Parameters<typeof search>) =>
  (await search(...given)).items.map(({ id }) => id);
const json = (value: unknown) => ({ body: Buffer.from(JSON.stringify(value)), summary: '' });

describe('a search among events', () => {
  it('finds a phone in any writing', async () => {
    const { id } = await anEvent(db, scope, flowId, json({ tel: '+7 (903) 555-01-02' }));
    for (const text of ['89035550102', '+7 903 555 01 02', '903-555-01-02', '5550102']) {
      expect(await found(text), text).toEqual([id]);
    }
    expect(await found('9035550103')).toEqual([]);
  });

  it('finds an e-mail and a name in any case, written as bytes or as escapes', async () => {
    const one = await anEvent(db, scope, flowId, json({ mail: 'Olga@Shop.example', n: 'Ольга' }));
    const escaped = Buffer.from('{"n":"\\u041e\\u043b\\u044c\\u0433\\u0430 \\"K\\""}');
    const two = await anEvent(db, scope, flowId, { body: escaped, summary: '' });
    expect(await found('olga@shop.EXAMPLE')).toEqual([one.id]);
    expect(await found('ольга')).toEqual([two.id, one.id]);
    expect(await found('ga "K"')).toEqual([]);
    expect(await found('100%_\\')).toEqual([]);
  });

  it('looks into what was derived of a body, and bears bytes that are no text', async () => {
    const form = await anEvent(db, scope, flowId, {
      bodyKind: 'form',
      body: Buffer.from('a=%D0%AE'),
      payload: Buffer.from('{"a":"Юрий Громов"}'),
      summary: '',
    });
    const bytes = await anEvent(db, scope, flowId, {
      bodyKind: 'bytes',
      body: Buffer.from([0, 255, 254, 0x7a, 0x7a, 0x31, 0x39]),
      summary: '',
    });
    expect(await found('громов')).toEqual([form.id]);
    expect(await found('Юрий гром')).toEqual([]);
    expect(await found('zz19')).toEqual([bytes.id]);
  });

  it('finds what stands in the headers and in the query, whatever its writing', async () => {
    const other = await aFlow(db, scope);
    const { id } = await anEvent(db, scope, other, {
      ...json({}),
      query: 'mail=anna%40shop.example&name=%D0%9E%D0%BB%D1%8F+K&tel=%2B79031112233&key=***',
      headers: [
        ['X-Delivery', '72d3162e-CC78'],
        ['User-Agent', 'TheSender/1'],
        ['Authorization', '***'],
      ],
    });
    for (const text of ['72D3162e-cc78', 'anna@shop.example', 'оля k', '8 903 111-22-33'])
      expect(await found(text, { flowId: other }), text).toEqual([id]);
    for (const text of ['thesender', 'x-delivery', 'anna@shop.test'])
      expect(await found(text, { flowId: other }), text).toEqual([]);
  });

  it('does not find everything by a word of the transport, which every request has', async () => {
    const other = await aFlow(db, scope);
    const headers: [string, string][] = [
      ['Accept-Encoding', 'gzip, deflate, br'],
      ['Cache-Control', 'no-cache'],
      ['Sec-Fetch-Mode', 'cors'],
      ['X-Forwarded-Proto', 'https'],
      ['Content-Length', '11111'],
      ['X-Signature', 'deflated-9'],
    ];
    const { id } = await anEvent(db, scope, other, { ...json({}), headers });
    for (const text of ['gzip', 'deflate,', 'no-cache', 'cors', 'https', '11111'])
      expect(await found(text, { flowId: other }), text).toEqual([]);
    expect(await found('deflate', { flowId: other })).toEqual([id]);
  });

  it('finds nothing where nothing that can be seen is looked for', async () => {
    const spaced = { body: Buffer.from('a \0 b'), summary: 'a b' };
    await anEvent(db, scope, flowId, spaced);
    for (const text of ['', '  ', '\0', '\0 \0', '\u200b\u2060', '\u3164', '\u202e'])
      expect(await search(text), JSON.stringify(text)).toEqual({
        items: [],
        nextCursor: null,
        searchedTo: null,
      });
    expect(await found('a\0 b')).toHaveLength(1);
  });

  it('finds an event by its own id and by the id of its run, however old', async () => {
    const live = await aLiveFlow(db, scope);
    const event = await anEvent(db, scope, live);
    expect(await found(event.id)).toEqual([event.id]);
    expect(await found(event.runId)).toEqual([event.id]);
    expect(await found(event.id, { flowId })).toEqual([]);
  });

  it('keeps to the flow, the state, the time and the workspace that were asked for', async () => {
    const other = await aFlow(db, scope);
    const stranger = await aWorkspace(db);
    const { id } = await anEvent(db, scope, other, json({ a: 'needle in hay' }));
    expect(await found('needle in', { flowId: other, state: 'held' })).toEqual([id]);
    expect(await found('needle in', { flowId })).toEqual([]);
    expect(await found('needle in', { flowId: 'x' })).toEqual([]);
    expect(await found('needle in', { state: 'rejected' })).toEqual([]);
    expect(await found('needle in', { from: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await found('needle in', { to: new Date(Date.now() - 60_000) })).toEqual([]);
    expect(await found('needle in', {}, stranger)).toEqual([]);
  });

  it('goes a bounded way back on each page, and on from there to the end', async () => {
    const busy = await aFlow(db, scope);
    const old = await anEvent(db, scope, busy, json({ a: 'the oldest one' }));
    await db.pool.query(
      `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary)
       SELECT $1, (left($3, 24) || lpad(to_hex(n), 12, '0'))::uuid, $2, 'held', 'POST', '', '', '[]', 'json',
              convert_to('{"n":' || n || '}', 'UTF8'), ''
       FROM generate_series(1, 7000) n`,
      [scope.workspaceId, busy, newId()],
    );
    let page = await search('the oldest one', { flowId: busy });
    expect(page.items).toEqual([]);
    expect(page.searchedTo).toBeInstanceOf(Date);
    let pages = 1;
    while (page.nextCursor !== null) {
      page = await search('the oldest one', { flowId: busy, cursor: page.nextCursor });
      pages += 1;
    }
    expect(pages).toBe(4);
    expect(page.items.map(({ id }) => id)).toEqual([old.id]);
    expect(page.searchedTo).toBeNull();
  });

  it('gives what it found in pages without a gap', async () => {
    const many = await aFlow(db, scope);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.unshift((await anEvent(db, scope, many, json({ a: 'page me' }))).id);
    }
    const first = await search('page me', { flowId: many, limit: 2 });
    const rest = await search('page me', { flowId: many, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  });
});

it('tells all that ran for an event, a version run by hand too', async () => {
  const live = await aLiveFlow(db, scope);
  const event = await anEvent(db, scope, live);
  const hand = { eventId: event.id, flowId: live, versionId: null, newRunId: newId() };
  expect(await runByHand(scope, db.store, hand)).toEqual({ outcome: 'begun' });
  const stray = { ...hand, newRunId: newId(), versionId: newId() };
  expect(await runByHand(scope, db.store, stray)).toEqual({ outcome: 'version_not_found' });

  expect(await findEventRuns(scope, db.store, event.id)).toMatchObject([
    { id: hand.newRunId, isByHand: true, state: 'queued', flowId: live },
    { id: event.runId, isByHand: false },
  ]);
  expect(await findEventRuns(scope, db.store, newId())).toEqual([]);
});
