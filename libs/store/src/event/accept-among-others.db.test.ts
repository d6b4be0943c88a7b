import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { openPool, type Pool } from '../database/pool.js';
import { aFlow, anEvent } from '../run/hot-path.given.js';
import { acceptEvents } from './accept-events.js';
import type { ArrivedEvent } from './arrived-event.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it.each(['live', 'paused', 'draft', 'gone'] as const)(
  'an event of a %s flow is stored as it would be by itself when it comes with others that say more',
  async (state) => {
    const flow = await aFlow(pool, state === 'gone' ? {} : { state });
    if (state === 'gone') {
      await pool.query('UPDATE flows SET deleted_at = now() WHERE id = $1', [flow.flowId]);
    }
    const said = {
      path: '/orders/7',
      query: 'a=1',
      payload: Buffer.from('{"a":"1"}'),
      summary: 'Anna',
      isProved: true,
    };
    const [alone, among] = [anEvent(flow, said), anEvent(flow, said)];
    const keyed = anEvent(flow, { dedupeKey: 'order:7', orderKey: 'Anna' });
    const rejected = anEvent(flow, { kind: 'rejected', reason: 'the key is wrong' });

    const [byItself] = await acceptEvents(pool, [alone]);
    const [, amongThem] = await acceptEvents(pool, [keyed, among, rejected]);

    expect(amongThem).toEqual(byItself);
    const stored = async ({ id, runId }: ArrivedEvent) => {
      const events = await pool.query(
        `SELECT to_jsonb(e) - '{id,run_id,received_at}'::text[] AS said, run_id = $2 AS has_run
         FROM events e WHERE id = $1`,
        [id, runId],
      );
      const runs = await pool.query(
        `SELECT to_jsonb(o) - '{id,event_id,root_run_id,created_at,wake_at}'::text[] AS said,
                event_id = $1 AND root_run_id = id AND wake_at <= clock_timestamp() AS is_its_own
         FROM open_runs o WHERE id = $2`,
        [id, runId],
      );
      return { events: events.rows, runs: runs.rows };
    };
    const expected = await stored(alone);
    expect(expected.events).toHaveLength(state === 'gone' ? 0 : 1);
    expect(expected.runs).toHaveLength(state === 'live' ? 1 : 0);
    expect(await stored(among)).toEqual(expected);
  },
);
