import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addHouseMetrics, type House } from './house-metrics.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const house: House = {
  queue: { open: new Map([['queued', 3]]), ageSecs: 7 },
  balanceFaults: 0,
  isRestored: false,
  oldParts: 0,
};

/** A page whose looks at the database take so long; `looks` counts them. */
function aPage(tookMs: number) {
  const registry = new Registry();
  let looks = 0;
  addHouseMetrics(registry, async () => {
    looks += 1;
    await new Promise((resolve) => setTimeout(resolve, tookMs));
    return house;
  });
  const read = async (): Promise<string> => {
    const page = registry.metrics();
    await vi.advanceTimersByTimeAsync(tookMs);
    return page;
  };
  return { read, looks: () => looks };
}

it('several who read within seconds share one look at the house', async () => {
  const { read, looks } = aPage(10);
  const [first, second] = await Promise.all([read(), read()]);
  expect(first).toContain('hookline_queue_age_seconds 7');
  expect(second).toContain('hookline_open_runs{state="queued"} 3');
  await vi.advanceTimersByTimeAsync(4_900);
  await read();
  expect(looks()).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  await read();
  expect(looks()).toBe(2);
});

it('a look that took a second is followed by twenty without one', async () => {
  const { read, looks } = aPage(1_000);
  await read();
  await vi.advanceTimersByTimeAsync(19_900);
  await read();
  expect(looks()).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  await read();
  expect(looks()).toBe(2);
});
