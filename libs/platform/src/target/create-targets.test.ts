import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTargets, type Targets } from './create-targets.js';
import type { TargetOutcome } from './create-breaker.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const aGate = (given: { places?: number; random?: () => number } = {}): Targets =>
  createTargets({
    slowConcurrency: 8,
    places: given.places ?? 128,
    random: given.random ?? (() => 0),
  });

/** One request that takes so long, if it is let in. */
async function visit(
  targets: Targets,
  key: string,
  { tookMs, outcome = 'answered' }: { tookMs: number; outcome?: TargetOutcome },
) {
  const entrance = await targets.enter(key);
  if (!entrance.ok) return entrance.refusal;
  await sleep(tookMs);
  entrance.permit.leave(outcome);
  return null;
}

describe('a target', () => {
  it('that answers quickly is given as much as it takes', async () => {
    const targets = aGate();
    const visits = Array.from({ length: 128 }, () => visit(targets, 'quick', { tookMs: 5 }));
    await pass(100);

    expect((await Promise.all(visits)).filter((refusal) => refusal !== null)).toEqual([]);
    void Promise.all(Array.from({ length: 128 }, () => visit(targets, 'quick', { tookMs: 5 })));
    expect(targets.counts().inFlight).toBeGreaterThan(90);
  });

  it('leaves a quarter of the places to others, however quick it is', async () => {
    const targets = aGate();
    for (let round = 0; round < 20; round += 1) {
      void Promise.all(Array.from({ length: 64 }, () => visit(targets, 'quick', { tookMs: 1 })));
      await pass(50);
    }
    void Promise.all(Array.from({ length: 200 }, () => visit(targets, 'quick', { tookMs: 900 })));

    expect(targets.counts().inFlight).toBe(96);
  });

  it('that turns slow is given less, down to the setting', async () => {
    const targets = aGate();
    for (let round = 0; round < 5; round += 1) {
      void Promise.all(Array.from({ length: 60 }, () => visit(targets, 'a', { tookMs: 1 })));
      await pass(50);
    }
    void Promise.all(Array.from({ length: 60 }, () => visit(targets, 'a', { tookMs: 5_000 })));
    await pass(6_000);
    void Promise.all(Array.from({ length: 60 }, () => visit(targets, 'a', { tookMs: 5_000 })));

    expect(targets.counts().inFlight).toBe(8);
  });

  it('sends away whom it cannot take, one turn after another', async () => {
    const targets = aGate();
    const visits = Array.from({ length: 100 }, () => visit(targets, 'slow', { tookMs: 30_000 }));
    await pass(300);
    expect(targets.counts()).toMatchObject({ inFlight: 8, refusedBusy: 92 });
    await pass(30_000);

    const waits = (await Promise.all(visits)).flatMap((refusal) => refusal?.waitMs ?? []);
    expect(waits).toHaveLength(92);
    expect(new Set(waits).size).toBeGreaterThan(80);
    expect(Math.max(...waits)).toBeLessThanOrEqual(61_000);
  });

  it('holds nobody up who comes while nothing moves', async () => {
    const targets = aGate();
    void Promise.all(Array.from({ length: 8 }, () => visit(targets, 'slow', { tookMs: 30_000 })));
    await pass(1_000);

    const entrance = targets.enter('slow');

    expect(entrance).toMatchObject({ ok: false, refusal: { because: 'busy' } });
  });

  it('is not forgotten while it is in use, however many there are', async () => {
    const targets = aGate();
    void visit(targets, 'kept', { tookMs: 10_000 });
    for (let index = 0; index < 5_000; index += 1) {
      void visit(targets, `other-${index}`, { tookMs: 0 });
      if (index % 50 === 0) await pass(1);
    }
    await pass(10);

    expect(targets.counts().inFlight).toBe(1);
  });
});

describe('one slow target (FA-2)', () => {
  /** A worker with so many places that takes due work in the order in which it became due. */
  async function work(targets: Targets, jobs: { key: string; tookMs: number }[], places: number) {
    const doneAt: { key: string; atMs: number }[] = [];
    const startMs = performance.now();
    const due = jobs.map((job) => ({ ...job, dueMs: startMs }));
    let busy = 0;
    let mostSlow = 0;
    const turn = async (job: { key: string; tookMs: number; dueMs: number }) => {
      const refusal = await visit(targets, job.key, job);
      mostSlow = Math.max(mostSlow, targets.counts().inFlight);
      if (refusal) due.push({ ...job, dueMs: performance.now() + refusal.waitMs });
      else doneAt.push({ key: job.key, atMs: performance.now() - startMs });
      busy -= 1;
    };
    for (let tick = 0; tick < 1_000; tick += 1) {
      due.sort((a, b) => a.dueMs - b.dueMs);
      while (busy < places && due[0] && due[0].dueMs <= performance.now()) {
        const next = due.shift();
        if (!next) break;
        busy += 1;
        void turn(next);
      }
      await pass(10);
    }
    return { doneAt, mostSlow };
  }

  it('delays no other by more than a moment, and is never asked for more than it takes', async () => {
    const jobs = [
      ...Array.from({ length: 1_000 }, () => ({ key: 'slow', tookMs: 30_000 })),
      ...Array.from({ length: 500 }, () => ({ key: 'quick', tookMs: 2 })),
    ];
    const { doneAt } = await work(aGate(), jobs, 128);
    const quick = doneAt.filter(({ key }) => key === 'quick');

    expect(quick).toHaveLength(500);
    expect(Math.max(...quick.map(({ atMs }) => atMs))).toBeLessThan(1_500);
  });

  it('would delay all others by its own time without the gate', async () => {
    const open = createTargets({ slowConcurrency: 128, places: 128 });
    const jobs = [
      ...Array.from({ length: 128 }, () => ({ key: 'slow', tookMs: 30_000 })),
      { key: 'quick', tookMs: 2 },
    ];
    const { doneAt } = await work(open, jobs, 128);

    expect(doneAt).toEqual([]);
  });

  it('and twenty more take no more than half of the places together', async () => {
    const targets = aGate();
    for (let index = 0; index < 20; index += 1) {
      void Promise.all(
        Array.from({ length: 8 }, () => visit(targets, `slow-${index}`, { tookMs: 30_000 })),
      );
    }
    await pass(500);

    expect(targets.counts().inFlight).toBe(64);
  });
});

describe('a target that is down', () => {
  const failing = { tookMs: 1, outcome: 'failed' as const };
  const knockDown = async (targets: Targets) => {
    for (let count = 0; count < 10; count += 1) {
      void visit(targets, 'a', failing);
      await pass(2);
    }
  };

  it('is forgotten in the end like any other: those that nobody asks any more are not kept for good', () => {
    const targets = aGate();
    for (let index = 0; index < 5_000; index += 1) {
      for (let failures = 0; failures < 10; failures += 1) {
        const entrance = targets.enter(`dead-${index}`);
        if ('ok' in entrance && entrance.ok) entrance.permit.leave('failed');
      }
    }

    expect(targets.counts().opened).toBe(5_000);
    expect(targets.counts().open).toBeLessThanOrEqual(2_000);
    expect(targets.enter('dead-4999')).toMatchObject({ ok: false, refusal: { because: 'down' } });
  });

  it('is left alone after ten failures in a row, and the refusal says until when', async () => {
    const targets = aGate();
    await knockDown(targets);

    expect(targets.counts()).toMatchObject({ open: 1, opened: 1 });
    expect(targets.enter('a')).toMatchObject({
      ok: false,
      refusal: { because: 'down', nextProbeMs: expect.closeTo(5_000, -2) },
    });
    expect(targets.enter('b')).toMatchObject({ ok: true });
  });

  it('is not left alone for failures with answers between them', async () => {
    const targets = aGate();
    for (let round = 0; round < 5; round += 1) {
      for (let count = 0; count < 9; count += 1) {
        void visit(targets, 'a', failing);
        await pass(2);
      }
      void visit(targets, 'a', { tookMs: 1 });
      await pass(2);
    }

    expect(targets.counts().open).toBe(0);
  });

  it('is probed by one, and open to all again after its answer', async () => {
    const targets = aGate();
    await knockDown(targets);
    await pass(5_100);

    const probe = visit(targets, 'a', { tookMs: 100 });
    expect(targets.enter('a')).toMatchObject({ ok: false });
    await pass(200);
    await probe;

    expect(targets.counts().open).toBe(0);
    expect(targets.enter('a')).toMatchObject({ ok: true });
  });

  it('is probed ever more rarely, at least once a minute, and by another when a probe says nothing', async () => {
    const targets = aGate();
    await knockDown(targets);
    const probes: number[] = [];
    for (let second = 0; second < 600; second += 1) {
      const refusal = visit(targets, 'a', failing);
      await pass(1_000);
      if ((await refusal) === null) probes.push(second);
    }
    const gaps = probes.slice(1).map((at, index) => at - (probes[index] ?? 0));

    expect(probes.length).toBeLessThan(15);
    expect(gaps[0]).toBeLessThanOrEqual(11);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(61);
    await pass(61_000);
    await Promise.all([visit(targets, 'a', { tookMs: 0, outcome: 'none' }), pass(1)]);
    expect(targets.enter('a')).toMatchObject({ ok: true });
  });
});

describe('a retry storm (RT-2)', () => {
  it('of 5,000 runs asks a dead target a few times, spends no tries, and comes back spread', async () => {
    const targets = aGate({ random: () => Math.random() });
    const downForMs = 300_000;
    const tickMs = 25;
    let nowMs = 0;
    // Thousands of faked timers are slow: these sleepers are woken by the tick in which they are due.
    const asleep = new Map<number, (() => void)[]>();
    const nap = (ms: number) =>
      new Promise<void>((wake) => {
        const at = Math.ceil((nowMs + Math.max(ms, 1)) / tickMs) * tickMs;
        asleep.set(at, [...(asleep.get(at) ?? []), wake]);
      });
    let asked = 0;
    const doneSecs: number[] = [];
    const run = async (): Promise<void> => {
      for (;;) {
        const entrance = await targets.enter('a');
        if (!entrance.ok) {
          await nap(entrance.refusal.waitMs);
          continue;
        }
        const isDead = nowMs < downForMs;
        if (isDead) asked += 1;
        await nap(5);
        entrance.permit.leave(isDead ? 'failed' : 'answered');
        if (!isDead) break;
        await nap(30_000 * (1 + Math.random() / 10));
      }
      doneSecs.push(Math.floor((nowMs - downForMs) / 1_000));
    };
    const runs = Array.from({ length: 5_000 }, run);
    for (; doneSecs.length < 5_000 && nowMs < 900_000; nowMs += tickMs) {
      asleep.get(nowMs)?.forEach((wake) => wake());
      asleep.delete(nowMs);
      await pass(tickMs);
    }
    await Promise.all(runs);

    expect(asked).toBeLessThan(40);
    const perSec = new Map<number, number>();
    for (const second of doneSecs) perSec.set(second, (perSec.get(second) ?? 0) + 1);
    expect(Math.max(...perSec.values())).toBeLessThan(500);
    const within = doneSecs.filter((second) => second <= 150).length;
    expect(within).toBeGreaterThan(4_900);
  }, 30_000);
});
