import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenHouse, runsPerLead, type House } from './house.given.js';
import { isTaken, sendOnce } from './sender.given.js';

let house: House;
beforeAll(async () => {
  house = await givenHouse();
  await house.startWorker();
});
afterAll(() => house.stop());

const leadsOf = (name: string): string[] => [1, 2, 3].map((index) => `${name}-${index}`);

/** Sends until 2xx, as a sender does whose first try got no answer. */
const sendAll = (leads: readonly string[]) =>
  Promise.all(
    leads.map((lead) =>
      waitFor(async () => isTaken(await sendOnce(house.hookUrl, lead)), {
        what: 'the lead is taken',
      }),
    ),
  );

async function expectEachOnce(leads: readonly string[]): Promise<void> {
  await house.settled(leads);
  const runs = await runsPerLead(house.pool);
  const effects = house.vendor.effects.byField('id');
  expect(leads.map((lead) => [lead, runs.get(lead), effects.get(lead)])).toEqual(
    leads.map((lead) => [lead, 1, 1]),
  );
}

it.each([
  { point: 'api_before_insert', stored: 0 },
  { point: 'api_after_commit', stored: 1 },
  { point: 'api_before_answer', stored: 1 },
  { point: 'api_before_hint', stored: 1 },
  { point: 'api_after_hint', stored: 1 },
])(
  'loses and doubles no lead when the api is killed at $point (CR-1)',
  async ({ point, stored }) => {
    const leads = leadsOf(point);
    const before = await house.count('SELECT count(*)::int AS n FROM events');
    const dying = await house.startApi({ CRASH_AT: point });
    const answers = await Promise.all(leads.map((lead) => sendOnce(house.hookUrl, lead)));
    expect(await dying.ended).toBe('SIGKILL');
    const told = leads.filter((_, index) => isTaken(answers[index]!));
    const events = (await house.count('SELECT count(*)::int AS n FROM events')) - before;
    expect(events > 0).toBe(stored > 0);
    expect(events).toBeGreaterThanOrEqual(told.length);

    const api = await house.startApi();
    await sendAll(leads);

    await expectEachOnce(leads);
    await api.stop();
  },
);

it.each([
  { outcome: 'commits all the same', end: null },
  { outcome: 'rolls back', end: 'pg_terminate_backend' },
])(
  'loses and doubles no lead when the api is killed in its transaction, which $outcome (CR-1)',
  async ({ outcome, end }) => {
    const leads = leadsOf(outcome);
    const api = await house.startApi();
    const blocker = await house.pool.connect();
    await blocker.query('BEGIN; LOCK TABLE open_runs IN ACCESS EXCLUSIVE MODE');
    const answer = sendOnce(house.hookUrl, leads[0] ?? '');
    const inside = `FROM pg_stat_activity WHERE datname = current_database()
      AND application_name = 'hookline-ingest' AND wait_event_type = 'Lock'`;
    await waitFor(async () => (await house.count(`SELECT count(*)::int AS n ${inside}`)) === 1, {
      what: 'the transaction is under way',
    });
    api.signal('SIGKILL');
    expect((await answer).status).toBeNull();
    if (end !== null) await house.pool.query(`SELECT pg_terminate_backend(pid) ${inside}`);
    await blocker.query('COMMIT');
    blocker.release();

    const next = await house.startApi();
    await sendAll(leads);

    await expectEachOnce(leads);
    await next.stop();
    const { rows } = await house.pool.query(
      `SELECT state FROM events WHERE convert_from(body, 'UTF8')::jsonb ->> 'id' = $1 ORDER BY state`,
      [leads[0]],
    );
    expect(rows.map(({ state }) => state)).toEqual(
      end === null ? ['accepted', 'duplicate'] : ['accepted'],
    );
  },
);
