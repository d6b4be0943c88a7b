import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Pool } from '@hookline/store';

export type IngestMetrics = {
  readonly answered: (status: number, elapsedMs: number) => void;
  /** An answer of ours that asks the sender to try again. */
  readonly failed: () => void;
  /** What there was too much of, when a sender was asked to try again. */
  readonly refused: (reason: string) => void;
};

export type Metrics = { readonly registry: Registry; readonly ingest: IngestMetrics };

type Read = {
  heldBytes: () => number;
  waiting: () => number;
  /** Events stored by this process, by state. */
  stored: () => ReadonlyMap<string, number>;
  openSockets: () => number;
  /** Room on the database's disk; `null` where nobody knows. */
  freeBytes: () => number | null;
  pools: Readonly<Record<string, Pool>>;
};

/** Counters in one registry per process; nothing in them names a person, a flow or an address. */
export function openMetrics(read: Read): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'hookline_' });
  const answered = new Counter({
    name: 'hookline_hook_answers_total',
    help: 'Webhook requests by the status they were answered with.',
    labelNames: ['status'],
    registers,
  });
  const failed = new Counter({
    name: 'hookline_hook_try_later_total',
    help: 'Webhook requests that were asked to come back.',
    registers,
  });
  const refused = new Counter({
    name: 'hookline_hook_refused_total',
    help: 'Webhook requests that were asked to come back, by what there was too much of.',
    labelNames: ['reason'],
    registers,
  });
  countEvents(registry, read.stored);
  const seconds = new Histogram({
    name: 'hookline_hook_answer_seconds',
    help: 'Time from a webhook request to its answer.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  addGauges(registry, read);
  watchPools(registry, read.pools);
  return {
    registry,
    ingest: {
      answered: (status, elapsedMs) => {
        answered.inc({ status });
        seconds.observe(elapsedMs / 1_000);
      },
      failed: () => failed.inc(),
      refused: (reason) => refused.inc({ reason }),
    },
  };
}

function addGauges(registry: Registry, read: Read): void {
  gauge(registry, 'hookline_hook_body_bytes', 'Bytes of webhook bodies in memory.', read.heldBytes);
  gauge(registry, 'hookline_hook_waiting', 'Events that wait for a commit.', read.waiting);
  gauge(
    registry,
    'hookline_live_sockets',
    'Open pages that are told of changes.',
    read.openSockets,
  );
  gauge(
    registry,
    'hookline_disk_free_bytes',
    "Room on the database's disk; -1 when it is not watched.",
    () => read.freeBytes() ?? -1,
  );
}

function countEvents(registry: Registry, read: () => ReadonlyMap<string, number>): void {
  new Counter({
    name: 'hookline_events_total',
    help: 'Events that were stored, by the state in which they arrived.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [state, count] of read()) this.inc({ state }, count);
    },
  });
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect: () => made.set(read()),
  });
}

function watchPools(registry: Registry, pools: Readonly<Record<string, Pool>>): void {
  const made: Gauge = new Gauge({
    name: 'hookline_pool_connections',
    help: 'Connections to the database, by pool and by what they do.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect: () => {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        made.set({ pool, state: 'busy' }, totalCount - idleCount);
        made.set({ pool, state: 'idle' }, idleCount);
        made.set({ pool, state: 'wanted' }, waitingCount);
      }
    },
  });
}
