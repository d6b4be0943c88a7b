import type { TargetCounts } from '@hookline/platform';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { addTargetMetrics } from './target-metrics.js';

export type RunMetrics = {
  readonly registry: Registry;
  readonly claimed: Counter;
  readonly moved: Counter<'to'>;
};

export function createRunMetrics(given: {
  inFlight: () => number;
  balanceFaults: () => Promise<number>;
  targets: () => TargetCounts;
}): RunMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'hookline_worker_' });
  new Gauge({
    name: 'hookline_runs_in_flight',
    help: 'Runs that this worker is working on',
    registers: [registry],
    collect() {
      this.set(given.inFlight());
    },
  });
  new Gauge({
    name: 'hookline_balance_faults',
    help: 'Events and runs that do not match each other, as of the last check by any worker; anything but 0 is an alarm',
    registers: [registry],
    // Without the database the last number known stands: other numbers are still worth reading.
    async collect() {
      await given.balanceFaults().then(
        (count) => this.set(count),
        () => undefined,
      );
    },
  });
  addTargetMetrics(registry, given.targets);
  return {
    registry,
    claimed: new Counter({
      name: 'hookline_runs_claimed_total',
      help: 'Runs that this worker has claimed',
      registers: [registry],
    }),
    moved: new Counter({
      name: 'hookline_runs_moved_total',
      help: 'Where runs went after a claim',
      labelNames: ['to'],
      registers: [registry],
    }),
  };
}
