import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import {
  callStep,
  openWorkerHouse,
  type LiveFlow,
  type WorkerHouse,
} from './worker-house.given.js';

let house: WorkerHouse;
let vendor: FakeVendor;
let other: FakeVendor;

beforeEach(async () => {
  house = await openWorkerHouse();
  [vendor, other] = await Promise.all([fakeVendor(), fakeVendor()]);
});
afterEach(async () => {
  await Promise.all([vendor.stop(), other.stop()]);
  await house.close();
});

const endedOf = (flow: LiveFlow) =>
  house.one(`SELECT count(*)::int AS n FROM runs WHERE flow_id = $1 AND state = 'succeeded'`, [
    flow.flowId,
  ]);
const waitingWith = (words: string) =>
  house.one(
    `SELECT count(*)::int AS n FROM open_runs
     WHERE state = 'waiting' AND waiting_for IS NOT NULL AND error ->> 'message' LIKE $1`,
    [`${words}%`],
  );

describe('a target that does not answer (FA-2)', () => {
  it('holds up no other target: its runs wait with the reason, and spend no try', async () => {
    vendor.behave({ mode: 'hang' });
    const slow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
    const quick = await house.aLiveFlow([callStep(`${other.url}/lead`)]);
    await house.leads(slow, 400);
    await house.leads(quick, 100);
    await house.start();

    await waitFor(async () => (await endedOf(quick)) === 100, {
      what: 'the other target has all its leads',
      timeoutMs: 10_000,
    });
    expect(vendor.requests.length).toBeLessThanOrEqual(8);
    await waitFor(async () => (await waitingWith('Target busy')) > 300, {
      what: 'the runs of the slow one wait',
      timeoutMs: 10_000,
    });
    // Nothing stands still without a reason: what is not under way says why, or is due.
    expect(await house.one(`SELECT count(*)::int AS n FROM step_attempts WHERE try > 1`)).toBe(0);
  }, 60_000);

  it('is not asked again and again when it is down, and all goes on when it is back (RT-2)', async () => {
    await vendor.die();
    const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
    await house.leads(flow, 300);
    const worker = await house.start({ RETRY_SCHEDULE: '0,1,1,1,1,1,1,1' });
    await waitFor(async () => (await waitingWith('Target down')) > 200, {
      what: 'the runs wait for the target',
      timeoutMs: 10_000,
    });
    const tried = await house.one(
      `SELECT count(*)::int AS n FROM step_attempts WHERE error ->> 'code' = 'unavailable'`,
    );
    expect(tried).toBeLessThan(40);
    const port = /"port":(\d+)/.exec(worker.log())?.[1];
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/^hookline_target_breakers_open 1$/m);
    expect(metrics).toMatch(/^hookline_target_down_total [1-9]\d*$/m);

    await vendor.revive();
    await waitFor(async () => (await endedOf(flow)) === 300, {
      what: 'all runs succeed',
      timeoutMs: 30_000,
    });
    expect(vendor.effects.byKey().size).toBe(300);
    expect(Math.max(...vendor.effects.byKey().values())).toBe(1);
  }, 60_000);
});
