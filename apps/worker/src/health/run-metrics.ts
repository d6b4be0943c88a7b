import type { TargetCounts } from '@hookline/platform';
import type { Pool } from '@hookline/store/work';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { addHouseMetrics, type House } from './house-metrics.js';
import { addTargetMetrics } from './target-metrics.js';

export type RunMetrics = {
  readonly registry: Registry;
  readonly claimed: Counter;
  readonly claimSeconds: Histogram;
  readonly effectSeconds: Histogram<'app' | 'outcome'>;
  readonly moved: Counter<'to'>;
};

export function createRunMetrics(given: {
  inFlight: () => number;
  house: () => Promise<House>;
  pool: () => Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
  targets: () => TargetCounts;
}): RunMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'hookline_worker_' });
  new Gauge({
    name: 'hookline_runs_in_flight',
    help: 'Runs that this worker is working on',
    registers,
    collect() {
      this.set(given.inFlight());
    },
  });
  new Gauge({
    name: 'hookline_worker_pool_connections',
    help: 'Connections of this worker to the database, by what they do',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = given.pool();
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'wanted' }, waitingCount);
    },
  });
  addHouseMetrics(registry, given.house);
  addTargetMetrics(registry, given.targets);
  return {
    registry,
    claimed: new Counter({
      name: 'hookline_runs_claimed_total',
      help: 'Runs that this worker has claimed',
      registers,
    }),
    claimSeconds: new Histogram({
      name: 'hookline_claim_seconds',
      help: 'Time of one claim of runs, whatever it found',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    effectSeconds: new Histogram({
      name: 'hookline_effect_seconds',
      help: 'Time of one action of a step, by the app it is of and whether it gave a result',
      labelNames: ['app', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
      registers,
    }),
    moved: new Counter({
      name: 'hookline_runs_moved_total',
      help: 'Where runs went after a claim',
      labelNames: ['to'],
      registers,
    }),
  };
}
