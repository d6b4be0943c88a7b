import { waitFor } from '@hookline/testkit';
import type { Claim, ClaimedRun } from '@hookline/store/work';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startPump, type Pump } from './pump.js';

const maxInFlight = 256;
const aRun = (id: string, flowId: string): ClaimedRun =>
  ({ id, flowId, fence: 1, scope: { workspaceId: flowId } }) as Partial<ClaimedRun> as ClaimedRun;

/** A worker on a queue of runs that end when they are told to. */
function aPump() {
  let waiting = 0;
  let made = 0;
  const claims: number[] = [];
  const ends = new Map<string, () => void>();
  const pump = startPump({
    claim: async (limit): Promise<Claim> => {
      const count = Math.min(limit, waiting);
      waiting -= count;
      claims.push(count);
      const runs = Array.from({ length: count }, () => aRun(`run-${made++}`, `flow-${made}`));
      return { runs, next: null, isCut: false, isMore: false };
    },
    work: ({ id }) => new Promise((resolve) => ends.set(id, resolve)),
    maxInFlight,
    pollMs: 60_000,
    onError: (error) => {
      throw error;
    },
  });
  return {
    pump,
    claims,
    arrive: (count: number) => {
      waiting += count;
      pump.wake();
    },
    end: (count: number) => {
      for (const [id, end] of [...ends].slice(0, count)) {
        ends.delete(id);
        end();
      }
    },
  };
}

let pump: Pump;
afterEach(() => {
  vi.useRealTimers();
  return pump.stop(0);
});
const holds = (count: number) =>
  waitFor(() => pump.held().length === count, { what: `${count} are held`, timeoutMs: 1_000 });

describe('the pump of a worker', () => {
  it('claims at every word while it has little to do', async () => {
    const worker = aPump();
    ({ pump } = worker);
    for (let lead = 1; lead <= 5; lead += 1) {
      worker.arrive(1);
      await holds(lead);
    }
    expect(worker.claims.filter((count) => count === 1)).toHaveLength(5);
  });

  it('takes many at a time while it is busy, however often it is woken', async () => {
    const worker = aPump();
    ({ pump } = worker);
    worker.arrive(100);
    await holds(100);
    const before = worker.claims.length;
    for (let lead = 0; lead < 20; lead += 1) worker.arrive(1);
    await holds(120);
    expect(worker.claims.length - before).toBeLessThanOrEqual(2);
  });

  it('fills a place soon after it got free, though all others are held by slow runs', async () => {
    const worker = aPump();
    ({ pump } = worker);
    worker.arrive(maxInFlight + 3);
    await holds(maxInFlight);
    const taken = () => worker.claims.reduce((sum, count) => sum + count, 0);
    worker.end(1);
    await waitFor(() => taken() === maxInFlight + 1, { what: 'the next', timeoutMs: 1_000 });
    worker.end(2);
    await waitFor(() => taken() === maxInFlight + 3, { what: 'two more', timeoutMs: 1_000 });
  });

  it('fills many places with one claim where more is waiting, and fewer when a moment has passed', async () => {
    vi.useFakeTimers();
    const worker = aPump();
    ({ pump } = worker);
    worker.arrive(2 * maxInFlight);
    await vi.advanceTimersByTimeAsync(100);
    expect(pump.held()).toHaveLength(maxInFlight);
    worker.end(1);
    await vi.advanceTimersByTimeAsync(100);
    const before = worker.claims.length;

    const endOneByOne = async (count: number) => {
      for (let ended = 0; ended < count; ended += 1) {
        worker.end(1);
        await vi.advanceTimersByTimeAsync(0);
      }
    };
    await endOneByOne(49);
    expect(worker.claims.slice(before)).toEqual([1, 48]);
    await endOneByOne(47);
    expect(worker.claims.slice(before)).toEqual([1, 48]);
    await vi.advanceTimersByTimeAsync(20);
    expect(worker.claims.slice(before)).toEqual([1, 48, 47]);
  });

  it('begins anew at once where a visit that began in the middle has come to the end', async () => {
    const lane = { workspaceId: 'workspace', flowId: 'last' };
    const visits: unknown[] = [];
    const counts = [100, 0, 50];
    pump = startPump({
      claim: async (_limit, _shares, after): Promise<Claim> => {
        const next = visits.length === 0 ? lane : null;
        const made = Array.from({ length: counts[visits.length] ?? 0 }, (_, at) =>
          aRun(`run-${visits.length}-${at}`, `flow-${at}`),
        );
        visits.push(after);
        return { runs: made, next, isCut: false, isMore: false };
      },
      work: () => new Promise(() => undefined),
      maxInFlight,
      pollMs: 60_000,
      onError: (error) => {
        throw error;
      },
    });
    await holds(100);

    pump.wake();

    await holds(150);
    expect(visits).toEqual([null, lane, null]);
  });

  it('waits at its stop for what a claim that is under way still brings', async () => {
    const steps: string[] = [];
    let bring: (claim: Claim) => void = () => undefined;
    let end: () => void = () => undefined;
    pump = startPump({
      claim: () => new Promise((resolve) => (bring = resolve)),
      work: () => new Promise((resolve) => (end = resolve)),
      maxInFlight,
      pollMs: 60_000,
      onError: (error) => {
        throw error;
      },
    });
    const stopped = pump.stop(5_000).then(() => steps.push('stopped'));
    bring({ runs: [aRun('late', 'flow')], next: null, isCut: false, isMore: false });
    await holds(1);
    steps.push('brought');

    steps.push('ended');
    end();
    await stopped;
    expect(steps).toEqual(['brought', 'ended', 'stopped']);
    expect(pump.held()).toEqual([]);
  });
});
