import { randomUUID } from 'node:crypto';
import type { RunError } from '@hookline/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import { callStep, openWorkerHouse, type WorkerHouse } from './worker-house.given.js';

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

type Wait = { reason: string; secs: number };

async function waitsOf(flowId: string): Promise<Wait[]> {
  const { rows } = await house.pool.query<Wait>(
    // Not those that only wait for room at the target.
    `SELECT DISTINCT ON (r.id) waiting_for AS reason,
            extract(epoch FROM wake_at - s.finished_at)::float8 AS secs
     FROM open_runs r JOIN step_attempts s ON s.run_id = r.id
     WHERE r.flow_id = $1 AND r.state = 'waiting' AND r.error ->> 'code' <> 'not_now'
     ORDER BY r.id, s.try DESC`,
    [flowId],
  );
  return rows;
}

describe('a target that asks for a pause (RT-1)', () => {
  it('has it, at most a day, with jitter; what cannot be read is half a minute', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const cases = [
      { name: 'seconds', status: 429, retryAfter: '3600', reason: 'throttled', secs: 3_600 },
      { name: 'short', status: 429, retryAfter: '25', reason: 'throttled', secs: 25 },
      { name: 'date', status: 429, retryAfter: inAnHour, reason: 'throttled', secs: 3_600 },
      { name: 'garbage', status: 429, retryAfter: 'soon', reason: 'throttled', secs: 30 },
      { name: 'ages', status: 429, retryAfter: '1000000000', reason: 'throttled', secs: 86_400 },
      { name: 'negative', status: 429, retryAfter: '-5', reason: 'throttled', secs: 30 },
      { name: 'unavailable', status: 503, retryAfter: '120', reason: 'throttled', secs: 120 },
      { name: 'broken', status: 500, retryAfter: '', reason: 'retry', secs: 60 },
    ];
    const flows: { id: string; secs: number; reason: string; name: string }[] = [];
    for (const { name, status, retryAfter, reason, secs } of cases) {
      vendor.reply(`POST /${name}`, { status, headers: { 'retry-after': retryAfter }, body: {} });
      const flow = await house.aLiveFlow([callStep(`${vendor.url}/${name}`)]);
      await house.leads(flow, 5);
      flows.push({ id: flow.flowId, secs, reason, name });
    }
    await house.start({ RETRY_SCHEDULE: '0,60' });

    for (const { id, secs, reason, name } of flows) {
      const waits = await waitFor(
        async () => {
          const found = await waitsOf(id);
          return found.length === 5 ? found : undefined;
        },
        { what: `the runs of ${name} wait` },
      );
      expect(new Set(waits.map((wait) => wait.reason))).toEqual(new Set([reason]));
      for (const wait of waits) {
        // A date has whole seconds, and some pass before it is read.
        expect(wait.secs, name).toBeGreaterThan(secs - 15);
        expect(wait.secs, name).toBeLessThanOrEqual(secs * 1.1 + 1);
      }
      expect(new Set(waits.map((wait) => wait.secs.toFixed(2))).size, name).toBeGreaterThan(1);
    }
  }, 60_000);
});

describe('a step whose connection was deleted', () => {
  it('asks for a person and says what to do, instead of waiting for a connection that cannot come', async () => {
    const step = { ...callStep(`${vendor.url}/leads`), connectionId: randomUUID() };
    const flow = await house.aLiveFlow([step]);
    await house.leads(flow, 1);
    await house.start();

    const error = await waitFor(
      async () =>
        (
          await house.pool.query<{ error: RunError }>(
            `SELECT error FROM open_runs WHERE state = 'needs_attention'`,
          )
        ).rows[0]?.error,
      { what: 'the run needs attention' },
    );
    expect(error).toMatchObject({ stepId: step.id, pointer: '/connectionId' });
    expect(error.message).toMatch(/was deleted; choose another one in the flow, publish it/);
    expect(vendor.requests).toEqual([]);
  });
});

describe('a run that stands still', () => {
  const nameless = `SELECT count(*)::int AS n FROM open_runs WHERE
      (state = 'waiting' AND (waiting_for IS NULL OR wake_at = 'infinity'))
      OR (state = 'needs_attention' AND error IS NULL)
      OR (state = 'running' AND wake_at < clock_timestamp() - interval '5 seconds')`;

  it('is taken over, or says why, within its lease and five seconds, whatever died', async () => {
    vendor.behave({ mode: 'hang' });
    const hanging = await house.aLiveFlow([{ ...callStep(`${vendor.url}/a`), timeoutSecs: 1 }]);
    await house.leads(hanging, 30);
    const dying = await house.start({ LEASE_SECS: '2' });
    await waitFor(() => vendor.requests.length >= 8, { what: 'requests are under way' });
    dying.child.kill('SIGKILL');
    await dying.ended;
    await house.start({ LEASE_SECS: '2', RETRY_SCHEDULE: '0,600' });

    let worst = 0;
    await waitFor(
      async () => {
        worst = Math.max(worst, await house.one(nameless));
        return (
          (await house.one(
            `SELECT count(*)::int AS n FROM open_runs WHERE state IN ('waiting', 'needs_attention')`,
          )) === 30
        );
      },
      { what: 'each of them waits for something', timeoutMs: 40_000, everyMs: 100 },
    );
    expect(worst).toBe(0);
  }, 60_000);
});
