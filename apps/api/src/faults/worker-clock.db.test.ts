import type { Step } from '@hookline/contract';
import { waitFor } from '@hookline/testkit';
import { afterEach, expect, it, vi } from 'vitest';
import { givenHouse, runsPerLead, tellVendor, type House } from './house.given.js';
import { isTaken, sendOnce } from './sender.given.js';

vi.setConfig({ testTimeout: 60_000 });

let house: House;
afterEach(() => house.stop());

/** A process whose clock is wrong by so much: its dates, not its steady clock. */
const skewedBy = (ms: number): string[] => {
  const shim = `
    const Real = Date;
    globalThis.Date = class Date extends Real {
      constructor(...given) { given.length === 0 ? super(Real.now() + ${ms}) : super(...given); }
      static now() { return Real.now() + ${ms}; }
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(shim)}`];
};

const hourMs = 3_600_000;
const pauseUntil: Step = { id: 'pause', type: 'delay', until: '{{trigger.Name}}' };

it.each([
  { clock: 'an hour fast', skewMs: hourMs },
  { clock: 'an hour slow', skewMs: -hourMs },
])(
  'neither doubles a run nor takes one early or late by a clock $clock (CK-1)',
  async ({ skewMs }) => {
    house = await givenHouse({ steps: (vendor) => [pauseUntil, tellVendor(vendor)] });
    await house.startApi();
    const [wrong, right] = [await house.startWorker({ LEASE_SECS: '2' }, skewedBy(skewMs)), house];
    const leads = ['lead-1', 'lead-2', 'lead-3', 'lead-4'];
    const dueMs = Date.now() + 3_000;
    const due = new Date(dueMs).toISOString();
    for (const lead of leads) expect(isTaken(await sendOnce(house.hookUrl, lead, due))).toBe(true);
    const parked = `SELECT count(*)::int AS n FROM open_runs WHERE waiting_for = 'delay'`;
    await waitFor(async () => (await right.count(parked)) === leads.length, {
      what: 'the worker whose clock is wrong has parked all runs',
    });
    await house.startWorker({ LEASE_SECS: '2' });

    await house.settled(leads, 15_000);

    const told = house.vendor.requests.map(({ atMs }) => atMs);
    expect(told).toHaveLength(leads.length);
    expect(Math.min(...told)).toBeGreaterThanOrEqual(dueMs - 50);
    expect(Math.max(...told)).toBeLessThan(dueMs + 5_000);
    expect(await runsPerLead(house.pool)).toEqual(new Map(leads.map((lead) => [lead, 1])));
    expect(wrong.isRunning()).toBe(true);
  },
);

it('refuses what a worker writes that was stopped longer than its lease (CR-4)', async () => {
  house = await givenHouse();
  await house.startApi();
  const zombie = await house.startWorker({ LEASE_SECS: '2' });
  house.vendor.behave({ mode: 'slow', delayMs: 300, times: 1 });
  expect(isTaken(await sendOnce(house.hookUrl, 'lead-1'))).toBe(true);
  await house.vendor.until((requests) => requests.length === 1);
  zombie.signal('SIGSTOP');
  await house.startWorker({ LEASE_SECS: '2' });

  await house.settled(['lead-1']);
  const before = await house.pool.query('SELECT * FROM step_attempts ORDER BY step_id, try');
  zombie.signal('SIGCONT');
  await waitFor(() => zombie.log().includes('the run was taken over'), {
    what: 'the write of the stopped worker is refused',
  });

  const after = await house.pool.query('SELECT * FROM step_attempts ORDER BY step_id, try');
  expect(after.rows).toEqual(before.rows);
  expect(house.vendor.effects.byField('id')).toEqual(new Map([['lead-1', 1]]));
  expect(await runsPerLead(house.pool)).toEqual(new Map([['lead-1', 1]]));
});
