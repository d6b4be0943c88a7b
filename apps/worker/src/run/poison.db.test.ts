import { maxStrikes } from '@hookline/engine';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

beforeEach(async () => {
  house = await openWorkerHouse();
  vendor = await fakeVendor({ isIdempotent: true });
});
afterEach(async () => {
  await vendor.stop();
  await house.close();
});

/** What a fault in a parser, in native code or in a library would do, when a lead with this word is read. */
async function faultAt(word: string, fault: string): Promise<string[]> {
  const file = join(house.dataDir, 'fault.mjs');
  await writeFile(
    file,
    `const parse = JSON.parse;
     JSON.parse = (text, ...rest) => {
       if (typeof text === 'string' && text.includes(${JSON.stringify(word)})) { ${fault} }
       return parse(text, ...rest);
     };`,
  );
  return ['--import', file];
}

const stateOf = (word: string) =>
  house.pool
    .query<{ state: string; code: string | null; strikes: number }>(
      `SELECT r.state, r.error ->> 'code' AS code, r.strikes FROM open_runs r JOIN events e ON e.id = r.event_id
       WHERE strpos(convert_from(e.body, 'UTF8'), $1) > 0`,
      [word],
    )
    .then(({ rows }) => rows[0]);

const leadsWith = (flow: LiveFlow, note: string) => house.leads(flow, 1, { id: note, note });

describe('a lead that ends the process that works on it (CR-5)', () => {
  it('is stopped after its strikes, with the reason, and its neighbours live', async () => {
    const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
    await house.leads(flow, 6);
    await leadsWith(flow, 'POISON');
    await house.leads(flow, 6);
    const flags = await faultAt('POISON', `process.kill(process.pid, 'SIGKILL');`);
    const isCalm = () =>
      waitFor(async () => (await stateOf('POISON'))?.state === 'needs_attention', {
        what: 'the poison is stopped',
        timeoutMs: 170_000,
        everyMs: 50,
      }).then(() => 'calm');
    let deaths = 0;
    // The supervisor's part: it starts again what has died, be it before it was ready.
    for (;;) {
      const worker = await house.start({ LEASE_SECS: '1', CRASH_AT: 'none' }, flags);
      if ((await Promise.race([worker.ended, isCalm()])) === 'calm') break;
      deaths += 1;
      await house.endLeases();
    }

    expect(deaths).toBe(maxStrikes);
    expect(await stateOf('POISON')).toMatchObject({
      state: 'needs_attention',
      code: 'crashed_repeatedly',
    });
    await waitFor(async () => (await house.succeeded()) === 12, {
      what: 'all neighbours succeed',
      timeoutMs: 30_000,
    });
    expect(Math.max(...vendor.effects.byKey().values())).toBe(1);
  }, 180_000);

  it('ends it also by an endless loop, which its watcher breaks', async () => {
    const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
    await leadsWith(flow, 'POISON');
    await house.pool.query('UPDATE open_runs SET strikes = $1', [maxStrikes - 1]);
    const flags = await faultAt('POISON', 'for (;;) {}');
    const worker = await house.start({ LEASE_SECS: '3', CRASH_AT: 'none' }, flags);

    expect(await worker.ended).toBe('SIGKILL');
    expect(worker.log()).toContain('the event loop has stood still');

    await house.start({ LEASE_SECS: '3' }, flags);
    await waitFor(async () => (await stateOf('POISON'))?.state === 'needs_attention', {
      what: 'the poison is stopped',
      timeoutMs: 20_000,
    });
  }, 60_000);
});

describe('an error that nobody expected (CR-6)', () => {
  it('ends the worker in good order: it logs, claims no more, lets others finish, and exits 1 within 10 s', async () => {
    const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
    vendor.behave({ mode: 'slow', delayMs: 1_000 });
    await house.leads(flow, 6);
    const flags = await faultAt(
      'BOOM',
      `setTimeout(() => { throw new Error('a connector has thrown into the void'); }, 0);`,
    );
    const worker = await house.start({}, flags);
    await waitFor(() => vendor.requests.length === 6, { what: 'six are under way' });
    await leadsWith(flow, 'BOOM');
    await waitFor(() => worker.log().includes('thrown into the void'), {
      what: 'the worker says what happened',
    });
    const beganMs = Date.now();
    vendor.behave({ mode: 'ok' });
    await house.leads(flow, 5);

    expect(await worker.ended).toBe('1');
    expect(Date.now() - beganMs).toBeLessThan(10_000);
    expect(worker.log()).toContain('an error that nobody expected; the worker stops');
    expect(await house.succeeded()).toBeGreaterThanOrEqual(6);
    expect(await house.one(`SELECT count(*)::int AS n FROM open_runs WHERE state = 'queued'`)).toBe(
      5,
    );

    await house.start();
    await waitFor(async () => (await house.succeeded()) === 12, {
      what: 'the next worker does the rest',
      timeoutMs: 20_000,
    });
  }, 60_000);
});

describe('leads of 5 MiB in a worker of 256 MB (CR-7)', () => {
  it('are worked on a few at a time: memory is bounded by bytes and not by count', async () => {
    const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
    vendor.behave({ mode: 'slow', delayMs: 50 });
    for (let batch = 0; batch < 6; batch += 1) {
      await house.leads(flow, 4, { text: 'x'.repeat(5 * 1_024 * 1_024) });
    }
    const worker = await house.start({}, ['--max-old-space-size=256']);
    await waitFor(async () => (await house.succeeded()) === 24, {
      what: 'all succeed',
      timeoutMs: 60_000,
    });

    expect(worker.isRunning()).toBe(true);
    expect(await house.one('SELECT max(fence)::int AS n FROM step_attempts')).toBe(1);
  }, 120_000);
});
