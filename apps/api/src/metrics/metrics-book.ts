import type { Registry } from 'prom-client';

/** The counters of this process, as a part that Nest injects. */
export class MetricsBook {
  constructor(readonly registry: Registry) {}
}
