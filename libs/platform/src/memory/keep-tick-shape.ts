import { createHook } from 'node:async_hooks';

const kept: object[] = [];

/**
 * Keeps one of the objects alive that `process.nextTick` makes. V8 forgets a shape of which no object lives during a
 * full sweep, and a tick lives for microseconds: after the sweeps of a start the place that makes them takes each later
 * one for a stranger, for good, at four times the cost. Every request has half a dozen of them.
 */
export function keepTickShape(): void {
  if (kept.length > 0) return;
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TickObject') kept.push(resource);
    },
  });
  hook.enable();
  process.nextTick(() => undefined);
  hook.disable();
}
