import { Gauge, type Registry } from 'prom-client';
import type { QueueMeasure } from '@hookline/store/work';

export type House = {
  readonly queue: QueueMeasure;
  readonly balanceFaults: number;
  readonly isRestored: boolean;
  readonly oldParts: number;
};

/** Several scrapers, and several numbers of one page, share one look at the database. */
const freshMs = 5_000;
/** A look that takes long, because much waits, comes less often: it never has more than a twentieth of the time. */
const restPerWork = 20;

/**
 * How the whole house is, whichever worker is asked: take the greatest over workers, never the sum. Without
 * the database the last numbers known stand: others are still worth reading.
 */
export function addHouseMetrics(registry: Registry, look: () => Promise<House>): void {
  const house = remember(look);
  const gauge = (name: string, help: string, read: (now: House) => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const now = await house();
        if (now) this.set(read(now));
      },
    });
  };
  new Gauge({
    name: 'hookline_open_runs',
    help: 'Runs of the whole house that have not ended, by state; counted up to 100,000',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const now = await house();
      for (const [state, count] of now?.queue.open ?? []) this.set({ state }, count);
    },
  });
  gauge(
    'hookline_queue_age_seconds',
    'How long the eldest run that is due has waited for a worker; what workers are scaled by',
    ({ queue }) => queue.ageSecs,
  );
  gauge(
    'hookline_balance_faults',
    'Events and runs that do not match each other, as of the last check by any worker; anything but 0 is an alarm',
    ({ balanceFaults }) => balanceFaults,
  );
  gauge(
    'hookline_restored',
    '1 while the database stands as it came from a backup, and nothing runs until a person confirms',
    ({ isRestored }) => (isRestored ? 1 : 0),
  );
  gauge(
    'hookline_history_overdue_parts',
    'Parts of history that are past HISTORY_DAYS and still there; the log of a worker says why',
    ({ oldParts }) => oldParts,
  );
}

function remember(look: () => Promise<House>): () => Promise<House | null> {
  let known: House | null = null;
  let freshUntil = 0;
  let looking: Promise<House | null> | null = null;
  const again = async (): Promise<House | null> => {
    const beganMs = performance.now();
    try {
      known = await look();
    } catch {
      // Told by the loops that need the database; here it is no reason to show nothing.
    }
    const endedMs = performance.now();
    freshUntil = endedMs + Math.max(freshMs, restPerWork * (endedMs - beganMs));
    looking = null;
    return known;
  };
  return async () => {
    if (performance.now() < freshUntil) return known;
    looking ??= again();
    return looking;
  };
}
