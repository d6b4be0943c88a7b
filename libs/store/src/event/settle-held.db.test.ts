import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aFlow,
  anEvent,
  aStore,
  aWorkspace,
  newId,
  publish,
  type TestStore,
} from '../database/store.given.js';
import { claimRuns } from '../run/claim-runs.js';
import type { Scope } from '../scope.js';
import type { ArrivedEvent } from './arrived-event.js';
import { findEvent } from './find-event.js';
import { listEvents } from './list-events.js';
import { quarantineMark } from './quarantine-mark.js';
import { settleHeld, type Decision } from './settle-held.js';

let db: TestStore;
let scope: Scope;

beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

const decide = (flowId: string, given: Partial<Decision> = {}) =>
  settleHeld(scope, db.store, {
    flowId,
    decision: 'run',
    eventIds: null,
    decidedBy: 'Anna',
    newId,
    ...given,
  });

/** Far more than one batch, written as one statement. */
async function hold(flowId: string, count: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary)
     SELECT $1, id, $2, 'held', 'POST', '/', '', '[]', 'none', '', place::text
     FROM unnest($3::uuid[]) WITH ORDINALITY AS e (id, place)`,
    [scope.workspaceId, flowId, Array.from({ length: count }, newId)],
  );
}

it('runs all that is held in the order of arrival, over many batches', async () => {
  const flowId = await aFlow(db, scope);
  await hold(flowId, 2_500);
  await publish(db, scope, flowId);

  expect(await decide(flowId)).toEqual({ outcome: 'settled', settled: 2_500 });

  const { runs: claimed } = await claimRuns(db.pool, { worker: 'w', limit: 3_000, leaseSecs: 60 });
  const { rows } = await db.pool.query<{ summary: string }>(
    'SELECT summary FROM open_runs WHERE flow_id = $1 ORDER BY created_at, id',
    [flowId],
  );
  expect(claimed).toHaveLength(2_500);
  expect(rows.map((row) => row.summary)).toEqual(
    Array.from({ length: 2_500 }, (_, index) => String(index + 1)),
  );
});

it('settles each once when several people decide at once', async () => {
  const flowId = await aFlow(db, scope);
  await hold(flowId, 300);
  await publish(db, scope, flowId);

  const answers = await Promise.all([
    decide(flowId),
    decide(flowId, { decision: 'discard' }),
    decide(flowId),
  ]);

  const settled = answers.map((answer) => (answer.outcome === 'settled' ? answer.settled : -1));
  expect(settled.reduce((sum, count) => sum + count)).toBe(300);
});

it('refuses to run what has no published version, and discards it all the same', async () => {
  const flowId = await aFlow(db, scope);
  await hold(flowId, 2);

  expect(await decide(flowId)).toEqual({ outcome: 'never_published' });
  expect(await decide(flowId, { decision: 'discard' })).toEqual({ outcome: 'settled', settled: 2 });
});

it('records who discarded an event, and when', async () => {
  const flowId = await aFlow(db, scope);
  const chosen = await anEvent(db, scope, flowId);
  const kept = await anEvent(db, scope, flowId);
  const eventIds = [chosen.id, 'no id', newId()];

  const answer = await decide(flowId, { decision: 'discard', eventIds });

  expect(answer).toEqual({ outcome: 'settled', settled: 1 });
  const event = await findEvent(scope, db.store, chosen.id);
  expect(event).toMatchObject({ state: 'discarded', decidedBy: 'Anna' });
  expect(event?.decidedAt).toBeInstanceOf(Date);
  expect(await findEvent(scope, db.store, kept.id)).toMatchObject({ state: 'held' });
});

it("does not touch another workspace's events", async () => {
  const flowId = await aFlow(db, scope);
  const { id } = await anEvent(db, scope, flowId);
  const other = await aWorkspace(db);
  const filter = { flowId, state: null, from: null, cursor: null, limit: 10 };
  const given = { flowId, eventIds: null, decidedBy: 'Eve', newId };

  expect(await settleHeld(other, db.store, { ...given, decision: 'discard' })).toEqual({
    outcome: 'not_found',
  });
  expect(await findEvent(other, db.store, id)).toBeNull();
  expect((await listEvents(other, db.store, filter)).items).toEqual([]);
});

it('lists events newest first in pages, and names what a duplicate repeats', async () => {
  const flowId = await aFlow(db, scope);
  const first = await anEvent(db, scope, flowId, { dedupeKey: 'k' });
  const second = await anEvent(db, scope, flowId, { dedupeKey: 'k' });
  const filter = { flowId, state: null, from: null, cursor: null, limit: 1 };

  const page = await listEvents(scope, db.store, filter);
  const rest = await listEvents(scope, db.store, { ...filter, cursor: page.nextCursor });

  expect(page.items).toMatchObject([{ id: second.id, duplicateOf: first.id, bodyBytes: 15 }]);
  expect(rest.items).toMatchObject([{ id: first.id, state: 'held', duplicateOf: null }]);
  expect(rest.nextCursor).toBeNull();
});

it('SIG-9: names the earlier event of an id that nobody proved and that says something else', async () => {
  const flowId = await aFlow(db, scope);
  const other = await aFlow(db, scope);
  const keyOf = (id: string, content: string) => id.repeat(24) + content.repeat(40);
  const of = (dedupeKey: string, more = {}) => anEvent(db, scope, flowId, { dedupeKey, ...more });
  await anEvent(db, scope, other, { dedupeKey: keyOf('a', '0') });
  const first = await of(keyOf('a', '1'));
  await of(keyOf('b', '1'));
  await of(keyOf('a', '2'));
  await of(keyOf('a', 'f'));
  await of(keyOf('a', '1'));
  await of(keyOf('a', '3'), { isProved: true });

  const filter = { flowId, state: null, from: null, cursor: null, limit: 10 };
  const { items } = await listEvents(scope, db.store, filter);

  expect(items.map(({ sameIdAs }) => sameIdAs).reverse()).toEqual([
    null,
    null,
    first.id,
    first.id,
    null,
    null,
  ]);
});

it('knows what is released from quarantine by both of its keys, and by neither before', async () => {
  const flowId = await aFlow(db, scope);
  await publish(db, scope, flowId);
  const stateOf = async (given: Partial<ArrivedEvent>) =>
    (await anEvent(db, scope, flowId, given)).state;
  const held = await anEvent(db, scope, flowId, aRobot('id-1', 'body-1'));
  expect(held.state).toBe('held');

  await decide(flowId, { eventIds: [held.id] });

  expect(await stateOf({ dedupeKey: 'id-1', dedupeAlso: 'body-2' })).toBe('duplicate');
  expect(await stateOf({ dedupeKey: 'id-2', dedupeAlso: 'body-1' })).toBe('duplicate');
  expect(await stateOf({ dedupeKey: 'id-2', dedupeAlso: 'body-2' })).toBe('accepted');
});

it('leaves the keys of a real event to it when what waits in quarantine has the same', async () => {
  const flowId = await aFlow(db, scope);
  await publish(db, scope, flowId);
  const held = await anEvent(db, scope, flowId, aRobot('a', 'b'));
  const real = await anEvent(db, scope, flowId, { dedupeKey: 'a', dedupeAlso: 'b' });
  expect(real.state).toBe('accepted');

  await decide(flowId, { eventIds: [held.id] });

  const { rows } = await db.pool.query<{ event_id: string }>(
    `SELECT DISTINCT event_id FROM event_dedupe WHERE flow_id = $1 AND key IN ('a', 'b')`,
    [flowId],
  );
  expect(rows).toEqual([{ event_id: real.id }]);
});

const aRobot = (key: string, also: string): Partial<ArrivedEvent> => ({
  kind: 'quarantined',
  reason: 'a robot',
  dedupeKey: quarantineMark + key,
  dedupeAlso: quarantineMark + also,
});
