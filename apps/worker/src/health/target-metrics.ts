import type { TargetCounts } from '@hookline/platform';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How the targets of this worker do, without their names: the page is open to the machine's network. */
export function addTargetMetrics(registry: Registry, counts: () => TargetCounts): void {
  const gauge = (name: string, help: string, key: keyof TargetCounts): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(counts()[key]);
      },
    });
  };
  gauge('hookline_target_requests_in_flight', 'Requests under way to all targets', 'inFlight');
  gauge(
    'hookline_target_breakers_open',
    'Targets that are left alone because they failed too often in a row; each is probed now and then',
    'open',
  );
  const counter = (name: string, help: string, key: keyof TargetCounts): void => {
    let told = 0;
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        const now = counts()[key];
        this.inc(now - told);
        told = now;
      },
    });
  };
  counter('hookline_target_breakers_opened_total', 'How often a target was given a rest', 'opened');
  counter(
    'hookline_target_busy_total',
    'How often a run was sent away to wait because its target had its hands full',
    'refusedBusy',
  );
  counter(
    'hookline_target_down_total',
    'How often a run was sent away to wait because its target was left alone',
    'refusedDown',
  );
}
