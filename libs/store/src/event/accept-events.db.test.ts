import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { createGroupCommit } from '../database/group-commit.js';
import { isSystemicFailure } from '../database/classify-failure.js';
import { openPool, type Pool } from '../database/pool.js';
import { aFlow, anEvent } from '../run/hot-path.given.js';
import { acceptEvents, type Acceptance } from './accept-events.js';
import { acceptWithFiles } from './accept-with-files.js';
import type { ArrivedEvent } from './arrived-event.js';
import { findFirstEvent } from './find-first-event.js';
import { findHook } from './find-hook.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const count = async (table: string, flowId: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE flow_id = $1`,
    [flowId],
  );
  return rows[0]?.n ?? -1;
};

const writer = () =>
  createGroupCommit<ArrivedEvent, Acceptance>({
    write: (batch) => acceptEvents(pool, batch),
    maxBatch: 64,
    maxInFlight: 2,
    maxWaiting: 10_000,
    isSystemic: isSystemicFailure,
  });

describe('acceptEvents', () => {
  it('stores an event of a live flow together with its run', async () => {
    const flow = await aFlow(pool);
    const event = anEvent(flow);

    expect(await acceptEvents(pool, [event])).toEqual([{ state: 'accepted' }]);

    const { rows } = await pool.query(
      'SELECT id, event_id, version_id, state FROM open_runs WHERE flow_id = $1',
      [flow.flowId],
    );
    expect(rows).toEqual([
      { id: event.runId, event_id: event.id, version_id: flow.versionId, state: 'queued' },
    ]);
  });

  it.each(['draft', 'paused'] as const)(
    'holds the event of a %s flow without a run',
    async (state) => {
      const flow = await aFlow(pool, { state });
      expect(await acceptEvents(pool, [anEvent(flow)])).toEqual([{ state: 'held' }]);
      expect(await count('open_runs', flow.flowId)).toBe(0);
      expect(await count('events', flow.flowId)).toBe(1);
    },
  );

  it('runs a dedupe key once, whatever the order and the batch', async () => {
    const flow = await aFlow(pool);
    const events = Array.from({ length: 100 }, () => anEvent(flow, { dedupeKey: 'tran:1' }));
    const commit = writer();

    const states = await Promise.all(events.map((event) => commit.add(event)));

    expect(states.filter(({ state }) => state === 'accepted')).toHaveLength(1);
    expect(states.filter(({ state }) => state === 'duplicate')).toHaveLength(99);
    expect(await count('events', flow.flowId)).toBe(100);
    expect(await count('open_runs', flow.flowId)).toBe(1);
    const first = events[states.findIndex(({ state }) => state === 'accepted')];
    expect(
      await findFirstEvent(flow.scope, pool, { flowId: flow.flowId, dedupeKeys: ['tran:1'] }),
    ).toBe(first?.id);
  });

  it('runs an event of two keys once, by whichever of them it comes again', async () => {
    const flow = await aFlow(pool);
    const first = anEvent(flow, { dedupeKey: 'id:1', dedupeAlso: 'body:1' });
    const rest = [
      anEvent(flow, { dedupeKey: 'id:2', dedupeAlso: 'body:1' }),
      anEvent(flow, { dedupeKey: 'id:1', dedupeAlso: 'body:2' }),
      anEvent(flow, { dedupeKey: 'body:1' }),
    ];
    const other = anEvent(flow, { dedupeKey: 'id:3', dedupeAlso: 'body:3' });

    const together = anEvent(flow, { dedupeKey: 'id:4', dedupeAlso: 'body:1' });
    expect(await acceptEvents(pool, [first, together])).toEqual([
      { state: 'accepted' },
      { state: 'duplicate' },
    ]);
    expect(await acceptEvents(pool, [...rest, other])).toEqual([
      ...rest.map(() => ({ state: 'duplicate' })),
      { state: 'accepted' },
    ]);
    const kept = await pool.query('SELECT dedupe_key FROM events WHERE id = $1', [rest[0]?.id]);
    expect(kept.rows).toEqual([{ dedupe_key: 'body:1' }]);
    const given = { flowId: flow.flowId, dedupeKeys: ['id:2', 'body:1'] };
    expect(await findFirstEvent(flow.scope, pool, given)).toBe(first.id);
  });

  it('takes no key of a repeat, so that a chain of them does not lengthen the time of the first', async () => {
    const flow = await aFlow(pool);
    const inWindow = (window: number) =>
      anEvent(flow, { dedupeKey: `window:${window}`, dedupeAlso: `window:${window + 1}` });
    const states = [];
    for (const window of [1, 2, 3]) states.push(...(await acceptEvents(pool, [inWindow(window)])));

    expect(states.map(({ state }) => state)).toEqual(['accepted', 'duplicate', 'accepted']);
  });

  it('begins one run for many events of shared keys that come at once', async () => {
    const flow = await aFlow(pool);
    const events = Array.from({ length: 60 }, (_, number) =>
      anEvent(flow, { dedupeKey: `id:${number % 7}`, dedupeAlso: 'body' }),
    );
    const states = await Promise.all(events.map(async (event) => acceptEvents(pool, [event])));

    expect(states.flat().filter(({ state }) => state === 'accepted')).toHaveLength(1);
    expect(await count('open_runs', flow.flowId)).toBe(1);
  });

  it('takes neither key of a repeat that comes with the first: the other one may be that of another event', async () => {
    const flow = await aFlow(pool);
    const first = anEvent(flow, { dedupeKey: 'id:1', dedupeAlso: 'body:x' });
    const repeat = anEvent(flow, { dedupeKey: 'id:2', dedupeAlso: 'body:x' });
    const other = anEvent(flow, { dedupeKey: 'id:2', dedupeAlso: 'body:y' });
    const states = await acceptEvents(pool, [first, repeat, other]);

    expect(states.map(({ state }) => state)).toEqual(['accepted', 'duplicate', 'accepted']);
  });

  it('keeps the same key of two flows apart', async () => {
    const [one, two] = [await aFlow(pool), await aFlow(pool)];
    const states = await acceptEvents(pool, [
      anEvent(one, { dedupeKey: 'same' }),
      anEvent(two, { dedupeKey: 'same' }),
    ]);
    expect(states).toEqual([{ state: 'accepted' }, { state: 'accepted' }]);
  });

  it('loses neither of two racing duplicates when the first transaction rolls back (DU-3)', async () => {
    const flow = await aFlow(pool);
    const client = await pool.connect();
    await client.query('BEGIN');
    await acceptEvents(client, [anEvent(flow, { dedupeKey: 'race' })]);
    const second = acceptEvents(pool, [anEvent(flow, { dedupeKey: 'race' })]);
    await client.query('ROLLBACK');
    client.release();

    expect(await second).toEqual([{ state: 'accepted' }]);
    expect(await count('events', flow.flowId)).toBe(1);
  });

  it('never dedupes identical bodies without an id (DU-4)', async () => {
    const flow = await aFlow(pool);
    const states = await acceptEvents(pool, [anEvent(flow), anEvent(flow)]);
    expect(states).toEqual([{ state: 'accepted' }, { state: 'accepted' }]);
  });

  it('keeps test pings and rejected requests, and runs neither', async () => {
    const flow = await aFlow(pool);
    const states = await acceptEvents(pool, [
      anEvent(flow, { kind: 'test' }),
      anEvent(flow, { kind: 'rejected', reason: 'the key is wrong' }),
    ]);
    expect(states).toEqual([{ state: 'test' }, { state: 'rejected' }]);
    expect(await count('open_runs', flow.flowId)).toBe(0);
  });

  it('does not let a rejected request use up a dedupe key (SIG-9)', async () => {
    const flow = await aFlow(pool);
    await acceptEvents(pool, [anEvent(flow, { kind: 'rejected', dedupeKey: 'guessed' })]);
    expect(await acceptEvents(pool, [anEvent(flow, { dedupeKey: 'guessed' })])).toEqual([
      { state: 'accepted' },
    ]);
  });

  it('tells when the flow is gone, and stores nothing', async () => {
    const flow = await aFlow(pool);
    await pool.query('UPDATE flows SET deleted_at = now() WHERE id = $1', [flow.flowId]);
    expect(await acceptEvents(pool, [anEvent(flow)])).toEqual([{ state: 'gone' }]);
    expect(await count('events', flow.flowId)).toBe(0);
  });

  it('lets a bad row fail alone', async () => {
    const flow = await aFlow(pool);
    const commit = writer();
    const good = Array.from({ length: 20 }, () => anEvent(flow));
    const bad = anEvent(flow, { summary: 'zero \u0000 byte' });

    const results = await Promise.allSettled([...good, bad].map((event) => commit.add(event)));

    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await count('events', flow.flowId)).toBe(20);
  });

  it('keeps the raw bytes as they came', async () => {
    const flow = await aFlow(pool);
    const body = Buffer.from([0, 255, 254, 13, 10, 0x7b]);
    const event = anEvent(flow, { body, bodyKind: 'bytes' });
    await acceptEvents(pool, [event]);
    const { rows } = await pool.query<{ body: Buffer }>('SELECT body FROM events WHERE id = $1', [
      event.id,
    ]);
    expect(rows[0]?.body.equals(body)).toBe(true);
  });

  it('stores an event with its files, or neither', async () => {
    const flow = await aFlow(pool);
    const event = anEvent(flow);
    const file = { field: 'cv', fileName: 'cv.pdf', contentType: 'application/pdf' };
    await acceptWithFiles(pool, [{ event, files: [{ ...file, bytes: Buffer.from('%PDF') }] }]);
    const bad = anEvent(flow);
    const refused = acceptWithFiles(pool, [
      { event: bad, files: [{ ...file, fileName: 'zero \u0000', bytes: Buffer.from('x') }] },
    ]);
    await expect(refused).rejects.toThrow();
    expect(await count('events', flow.flowId)).toBe(1);
    const files = await pool.query('SELECT FROM event_files WHERE event_id = $1', [event.id]);
    expect(files.rowCount).toBe(1);
  });

  it('stores nothing for the others when the flow whose address it is is gone', async () => {
    const [gone, other] = [await aFlow(pool), await aFlow(pool)];
    await pool.query('UPDATE flows SET deleted_at = now() WHERE id = $1', [gone.flowId]);
    const arrivals = [gone, other].map((flow) => ({ event: anEvent(flow), files: [] }));

    const refused = await acceptWithFiles(pool, arrivals);
    const taken = await acceptWithFiles(pool, arrivals.toReversed());

    expect(refused.map(({ state }) => state)).toEqual(['gone', 'gone']);
    expect(taken.map(({ state }) => state)).toEqual(['accepted', 'gone']);
    expect(await count('events', other.flowId)).toBe(1);
  });
});

describe('findHook', () => {
  it('finds a flow by its whole token only', async () => {
    const flow = await aFlow(pool, { state: 'draft' });
    expect(await findHook(pool, flow.token)).toMatchObject({ flowId: flow.flowId, app: 'webhook' });
    expect(await findHook(pool, flow.token.slice(0, -1))).toBeNull();
    expect(await findHook(pool, '')).toBeNull();
  });

  it('does not find a revoked address', async () => {
    const flow = await aFlow(pool);
    await pool.query('UPDATE hooks SET revoked_at = now() WHERE flow_id = $1', [flow.flowId]);
    expect(await findHook(pool, flow.token)).toBeNull();
  });
});
