import { createLogger, readConfig, uuidv7 } from '@hookline/platform';
import {
  acceptEvents,
  createGroupCommit,
  isSystemicFailure,
  type Acceptance,
  type ArrivedEvent,
  type Pool,
  type Scope,
} from '@hookline/store';
import { fakeVendor, waitFor } from '@hookline/testkit';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openResources } from '../resources.js';
import { RunLoop } from './run-loop.js';
import { callStep, openWorkerHouse, rowStep } from './worker-house.given.js';

vi.setConfig({ testTimeout: 60_000 });

const lossRate = 0.05;

/** The same losses at each run of a seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the caller hears instead of the answer, and whether the statement has been executed. */
type Loss = { readonly isExecuted: boolean; readonly error: Error };
type Loses = (statement: unknown) => Loss | null;

const lostAnswer: Loss = { isExecuted: true, error: new Error('Query read timeout') };

const byChance =
  (random: () => number): Loses =>
  () =>
    random() < lossRate ? lostAnswer : null;

/** A pool whose caller now and then hears of an error instead of the answer. */
function forgetful(pool: Pool, loses: Loses): { pool: Pool; losses: () => number } {
  let losses = 0;
  const lossy = <Asked extends { query: Pool['query'] }>(asked: Asked): Asked =>
    new Proxy(asked, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name === 'connect') return async () => lossy(await pool.connect());
        if (name !== 'query') return value.bind(target);
        return async (...given: unknown[]) => {
          const loss = loses(given[0]);
          if (loss === null) return Reflect.apply(value, target, given);
          losses += 1;
          if (loss.isExecuted) await Reflect.apply(value, target, given);
          throw loss.error;
        };
      },
    });
  return { pool: lossy(pool), losses: () => losses };
}

const leadRow = {
  ...rowStep,
  input: { table: 'Leads', values: { Name: '{{trigger.id}}' } },
};

/** A worker whose own connections lose answers, on a database with a live flow and a target that knows its keys. */
async function aHouse(
  env: Record<string, string>,
  loses: Loses,
  { isIdempotent = true, callsFirst = false } = {},
) {
  const house = await openWorkerHouse();
  const { pool } = house;
  const vendor = await fakeVendor({ isIdempotent });
  const steps = [leadRow, callStep(`${vendor.url}/lead`)];
  const flow = await house.aLiveFlow(callsFirst ? steps.reverse() : steps);
  const config = readConfig({
    DATA_DIR: house.dataDir,
    RETRY_SCHEDULE: '0,0.1,0.1,0.1,0.1',
    OUTBOUND_ALLOW: '127.0.0.1/32',
    ...env,
  });
  const log = createLogger({ level: 'error', name: 'test', write: () => undefined });
  const resources = await openResources(config, house.databaseUrl, log);
  const workers = forgetful(resources.pool, loses);
  const loop = new RunLoop({ ...resources, pool: workers.pool });
  const count = (sql: string) => house.one(`SELECT count(*)::int AS n FROM ${sql}`);
  return {
    ...flow,
    pool,
    loop,
    vendor,
    count,
    losses: workers.losses,
    close: async () => {
      await loop.beforeApplicationShutdown();
      await resources.close();
      await vendor.stop();
      await house.close();
    },
  };
}

const isNamed = (statement: unknown, name: string): boolean =>
  JSON.stringify(statement).includes(`"${name}"`);

/** The step in our own database is told in the transaction of what it does; the call is not. */
const tellsOfTheCall = (statement: unknown): boolean => {
  const { values } = z.object({ values: z.array(z.unknown()) }).parse(statement);
  const text = values
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : ''))
    .join();
  return text.includes('call') && text.includes('succeeded');
};

const aDeadlock = (): Error => Object.assign(new Error('deadlock detected'), { code: '40P01' });

async function movedTo({ metrics }: RunLoop, to: string): Promise<number> {
  const { values } = await metrics.moved.get();
  return values.find(({ labels }) => labels.to === to)?.value ?? 0;
}

const aLead = (scope: Scope, flowId: string, lead: string): ArrivedEvent => ({
  scope,
  id: uuidv7(),
  runId: uuidv7(),
  flowId,
  kind: 'event',
  method: 'POST',
  path: '',
  query: '',
  headers: [],
  bodyKind: 'json',
  body: Buffer.from(JSON.stringify({ id: lead })),
  payload: null,
  summary: lead,
  dedupeKey: lead,
  orderKey: null,
  reason: null,
});

describe('a database whose answers are lost (CR-8)', () => {
  it('loses and doubles no lead when it is every twentieth one', async () => {
    const random = seededRandom(1);
    const house = await aHouse({ LEASE_SECS: '1' }, byChance(random));
    const { scope, flowId, vendor, count } = house;
    const writers = forgetful(house.pool, byChance(random));
    const writer = createGroupCommit<ArrivedEvent, Acceptance>({
      write: (batch) => acceptEvents(writers.pool, batch),
      maxBatch: 2,
      maxInFlight: 2,
      maxWaiting: 1_000,
      isSystemic: isSystemicFailure,
    });
    await house.loop.onApplicationBootstrap();

    const leads = Array.from({ length: 100 }, (_, index) => `lead-${index}`);
    const take = async (lead: string): Promise<boolean> =>
      (await writer.add(aLead(scope, flowId, lead))).state !== 'gone';
    await Promise.all(
      leads.map((lead) => waitFor(() => take(lead), { what: 'the lead is taken', everyMs: 1 })),
    );
    await waitFor(async () => (await count('open_runs')) === 0, {
      what: 'all runs have ended',
      timeoutMs: 25_000,
    });

    expect(writers.losses()).toBeGreaterThan(0);
    expect(house.losses()).toBeGreaterThan(0);
    expect(await count(`runs WHERE state = 'succeeded'`)).toBe(leads.length);
    expect(await count('runs')).toBe(leads.length);
    expect(await count('table_rows')).toBe(leads.length);
    expect(vendor.effects.byField('id')).toEqual(new Map(leads.map((lead) => [lead, 1])));
    await house.close();
  });

  it('keeps no lead waiting for the end of a lease when it is the answer of a claim', async () => {
    let isLost = false;
    const house = await aHouse({ LEASE_SECS: '60' }, (statement) => {
      if (isLost || !isNamed(statement, 'claim_runs')) return null;
      isLost = true;
      return lostAnswer;
    });
    const { scope, flowId, count } = house;
    await acceptEvents(house.pool, [aLead(scope, flowId, 'one'), aLead(scope, flowId, 'two')]);
    await house.loop.onApplicationBootstrap();

    await waitFor(async () => (await count(`runs WHERE state = 'succeeded'`)) === 2, {
      what: 'both succeed long before the lease of a minute ends',
    });
    expect(house.losses()).toBe(1);
    expect([...house.vendor.effects.byField('id').values()]).toEqual([1, 1]);
    await house.close();
  });

  it.each<[string, Loss]>([
    ['goes with the connection', { isExecuted: false, error: new Error('Connection terminated') }],
    ['is given up for another one', { isExecuted: false, error: aDeadlock() }],
    ['has been executed, and its answer is lost', lostAnswer],
  ])(
    'does nothing again and asks nobody when the statement that tells of an effect %s',
    async (_, loss) => {
      let left = 3;
      const house = await aHouse(
        { LEASE_SECS: '60' },
        (statement) => {
          const isResult = isNamed(statement, 'record_progress') && tellsOfTheCall(statement);
          if (!isResult || left === 0) return null;
          left -= 1;
          return loss;
        },
        { isIdempotent: false },
      );
      const { scope, flowId, vendor, count, loop } = house;
      await acceptEvents(house.pool, [aLead(scope, flowId, 'one')]);
      await loop.onApplicationBootstrap();

      await waitFor(async () => (await movedTo(loop, 'succeeded')) === 1, {
        what: 'the worker knows that the run has ended, long before the lease of a minute does',
      });
      expect(left).toBe(0);
      expect(await count(`runs WHERE state = 'succeeded'`)).toBe(1);
      expect(vendor.effects.byField('id')).toEqual(new Map([['one', 1]]));
      await house.close();
    },
  );

  it('does nothing again when a step in our own database comes behind an effect, and its transaction breaks', async () => {
    let left = 1;
    const house = await aHouse(
      { LEASE_SECS: '60' },
      (statement) => {
        if (left === 0 || !isNamed(statement, 'lock_run')) return null;
        left -= 1;
        return { isExecuted: false, error: new Error('Connection terminated') };
      },
      { isIdempotent: false, callsFirst: true },
    );
    const { scope, flowId, vendor, count, loop } = house;
    await acceptEvents(house.pool, [aLead(scope, flowId, 'one')]);
    await loop.onApplicationBootstrap();

    await waitFor(async () => (await count(`runs WHERE state = 'succeeded'`)) === 1, {
      what: 'the run is carried on and succeeds',
    });
    expect(left).toBe(0);
    expect(vendor.effects.byField('id')).toEqual(new Map([['one', 1]]));
    expect(await count('table_rows')).toBe(1);
    await house.close();
  });
});
