import { afterEach, beforeEach, expect, it } from 'vitest';
import { confirmRestore } from '@hookline/store';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import { callStep, openWorkerHouse, type WorkerHouse } from './worker-house.given.js';

let house: WorkerHouse;
let vendor: FakeVendor;

beforeEach(async () => {
  house = await openWorkerHouse();
  vendor = await fakeVendor();
});
afterEach(async () => {
  await vendor.stop();
  await house.close();
});

it('a worker on a restored database does nothing with what waits and what comes, until it is confirmed (BK-2)', async () => {
  const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
  await house.leads(flow, 2);
  await house.pool.query('UPDATE installation SET restored_at = now(), backup_taken_at = now()');
  const worker = await house.start();
  await waitFor(() => worker.log().includes('came from a backup'), {
    what: 'the worker says why it stands still',
    timeoutMs: 10_000,
  });
  await house.leads(flow, 2);
  // Two polls and their claims would have been made by now.
  const { rows } = await house.pool.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  await waitFor(async () => Date.now() - Number(rows[0]?.at) > 2_500, {
    what: 'more than two polls have passed',
    timeoutMs: 10_000,
  });
  expect(vendor.requests).toHaveLength(0);
  expect(await house.one('SELECT count(*)::int AS n FROM open_runs WHERE fence = 0')).toBe(4);

  await confirmRestore(house.pool, 'run');

  await waitFor(async () => (await house.succeeded()) === 4, {
    what: 'all of them are done',
    timeoutMs: 10_000,
  });
  expect(vendor.requests).toHaveLength(4);
}, 60_000);
